from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from portal.setup.catalogues import Catalogue, gather

SOURCE_LANGUAGE = "en"


class Command(BaseCommand):
    help = "Extracts the texts to translate, compiles the translations, or checks that they are complete."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["extract", "compile", "check"])

    def handle(self, *, action: str, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        languages = [to_locale(code) for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE]
        catalogues = [Catalogue(root, language) for language in languages]
        getattr(self, f"do_{action}")(catalogues, root)

    def do_extract(self, catalogues: list[Catalogue], root: Path) -> None:
        source = gather(root)
        for catalogue in catalogues:
            if catalogue.refresh(source):
                self.stdout.write(f"Updated {catalogue.path.relative_to(root)}")

    def do_compile(self, catalogues: list[Catalogue], root: Path) -> None:
        for catalogue in catalogues:
            if catalogue.compile():
                self.stdout.write(f"Compiled {catalogue.path.relative_to(root)}")

    def do_check(self, catalogues: list[Catalogue], root: Path) -> None:
        source = gather(root)
        problems = [
            f"{catalogue.language}: {problem}"
            for catalogue in catalogues
            for problem in catalogue.problems(source)
        ]
        if problems:
            raise CommandError("\n".join(["The translations are not complete.", *problems]))
        self.stdout.write("The translations are complete.")
