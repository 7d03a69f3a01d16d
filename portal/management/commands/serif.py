from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.setup import npm, serif


class Command(BaseCommand):
    help = "Fetches the headings' serif through npm. Where that cannot be done, says so and changes nothing."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "fonts"
        if serif.is_installed(folder):
            return
        try:
            serif.install(folder)
        except npm.UnavailableError as reason:
            self.stdout.write(f"The serif is left out, since {reason}; the fallback fonts are used.")
