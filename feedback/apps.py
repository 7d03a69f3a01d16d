from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        from feedback import proposal_rules  # noqa: F401, PLC0415
        from feedback.proposal_agenda import to_be_prepared  # noqa: PLC0415
        from groups.agenda import SECTIONS  # noqa: PLC0415

        SECTIONS.append(to_be_prepared)
