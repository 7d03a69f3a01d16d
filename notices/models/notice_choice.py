from django.db import models
from django.utils.translation import gettext_lazy as _

from notices.kinds import NoticeKind, Pace
from people.models.person import Person


class NoticeChoice(models.Model):
    """How often one person wants one kind of notice by e-mail; no row, and the table of kinds decides."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="notice_choices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind.choices)
    pace = models.CharField(_("by e-mail"), max_length=10, choices=Pace.choices)

    class Meta:
        verbose_name = _("choice about notices")
        verbose_name_plural = _("choices about notices")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_choice_per_person_and_kind_of_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.pace}"
