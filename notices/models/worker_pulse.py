from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from ui.dates import now

FORGOTTEN_AFTER = timedelta(days=1)


class WorkerPulseManager(models.Manager["WorkerPulse"]):
    def beat(self, name: str) -> None:
        """Write down that a worker is alive, and forget those that have not been for long."""
        self.update_or_create(name=name, defaults={"seen_at": now()})
        self.filter(seen_at__lt=now() - FORGOTTEN_AFTER).delete()

    def latest_sign(self) -> "WorkerPulse | None":
        return self.order_by("-seen_at").first()


class WorkerPulse(models.Model):
    """When a worker was last seen alive. A row for each that runs, named by machine and process."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    started_at = models.DateTimeField(_("started"), default=now)
    seen_at = models.DateTimeField(_("last seen"), default=now)

    objects = WorkerPulseManager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.name
