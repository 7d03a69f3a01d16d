from django.apps import AppConfig
from django.db.backends.signals import connection_created


class UiConfig(AppConfig):
    name = "ui"

    def ready(self) -> None:
        from ui import swedish, unchanged  # noqa: PLC0415 - its lookups are models' matter, which come after apps

        connection_created.connect(swedish.teach_sqlite)
        connection_created.connect(unchanged.tell_apart)
        swedish.teach_django()
