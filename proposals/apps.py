from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = _("Proposals")

    def ready(self) -> None:
        from groups.agenda import SECTIONS  # noqa: PLC0415
        from proposals.agenda import to_be_prepared  # noqa: PLC0415

        SECTIONS.append(to_be_prepared)
