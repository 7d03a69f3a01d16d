from django.apps import AppConfig
from django.db.backends.signals import connection_created


class UiConfig(AppConfig):
    name = "ui"

    def ready(self) -> None:
        from ui import swedish  # noqa: PLC0415 - its lookups are models' matter, which come after apps

        connection_created.connect(swedish.teach_sqlite)
        swedish.teach_django()
