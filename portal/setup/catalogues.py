"""The translation catalogues: gathered, compiled and checked with Babel, so GNU gettext is not needed.

The source language is English: a msgid is what an English reader sees. Every other language of the
settings has a catalogue, `locale/<language>/LC_MESSAGES/django.po`, which must be complete.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

# Which arguments of a call are text: None for the first, "c" for a context, two for singular and plural.
CONTEXT = (1, "c")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (CONTEXT, 2),
    "pgettext_lazy": (CONTEXT, 2),
    "npgettext": (CONTEXT, 2, 3),
    "npgettext_lazy": (CONTEXT, 2, 3),
}
# Babel's other headers hold dates and versions, which would make every extract a change.
HEADERS = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms")
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[.\d]*[a-z]|%[sd]\b|\{\w*\}")
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def gather(root: Path) -> Catalog:
    """Every text to translate in the project's Python and templates, with the files it is in."""
    catalog = Catalog()
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        for line, text, comments, context in extract("python", as_python(path), KEYWORDS, ["Translators:"]):
            catalog.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def source_files(root: Path) -> list[Path]:
    """The Python of every top-level package but the tests, and all templates."""
    packages = [init.parent for init in root.glob("*/__init__.py") if init.parent.name != "tests"]
    python = [path for package in packages for path in package.rglob("*.py")]
    homes = [root / "templates", *(package / "templates" for package in packages)]
    templates = [path for home in homes for kind in ("*.html", "*.txt") for path in home.rglob(kind)]
    return sorted([*python, *templates])


def as_python(path: Path) -> BytesIO:
    """A file as Babel's Python extractor can read it.

    Django turns a template into gettext calls between blanked-out words. Their indentation is that of the
    page, which Python's tokenizer would refuse.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = INDENTATION.sub("", templatize(text, origin=str(path)))
    return BytesIO(text.encode())


class Catalogue:
    """One language's translations, as they stand in its .po file (none when there is no file yet)."""

    def __init__(self, root: Path, language: str) -> None:
        self.language = language
        self.path = root / "locale" / language / "LC_MESSAGES" / "django.po"

    @cached_property
    def messages(self) -> Catalog:
        if not self.path.exists():
            return Catalog(locale=self.language)
        with self.path.open("rb") as file:
            return read_po(file, locale=self.language)

    def refresh(self, source: Catalog) -> bool:
        """Take in what is new in the source, drop what is gone; say whether the file changed."""
        text = self.refreshed(source)
        if self.path.exists() and self.path.read_bytes() == text:
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(text)
        return True

    def refreshed(self, source: Catalog) -> bytes:
        """The file as it should be: texts sorted, files without line numbers, so that changes stay small."""
        fresh = Catalog(locale=self.language)
        for message in texts(source):
            self._add(fresh, message)
        body = BytesIO()
        write_po(body, fresh, width=0, omit_header=True, sort_output=True, include_lineno=False)
        return header(fresh).encode() + body.getvalue().rstrip(b"\n") + b"\n"

    def _add(self, fresh: Catalog, message: Message) -> None:
        known = self.messages.get(message.id, message.context)
        kept = known if known and known.pluralizable == message.pluralizable else None
        fresh.add(
            message.id,
            kept.string if kept else None,
            locations=message.locations,
            flags=kept.flags & {"fuzzy"} if kept else (),
            auto_comments=message.auto_comments,
            user_comments=kept.user_comments if kept else (),
            context=message.context,
        )

    def compile(self) -> bool:
        """Write the .mo that Django reads, if the .po is newer; say whether it was."""
        compiled = self.path.with_suffix(".mo")
        if not self.path.exists() or is_newer(compiled, self.path):
            return False
        with compiled.open("wb") as file:
            write_mo(file, self.messages)
        return True

    def problems(self, source: Catalog) -> Iterator[str]:
        """What keeps this catalogue from being complete and in step with the source."""
        for message in texts(source):
            yield from shortcomings(message, self.messages.get(message.id, message.context))
        for message in [*texts(self.messages), *self.messages.obsolete.values()]:
            if not source.get(message.id, message.context):
                yield f"no longer in the source: {label(message)}"
        if not self.path.exists() or self.path.read_bytes() != self.refreshed(source):
            yield "differs from what `make messages` writes"


def is_newer(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def texts(catalog: Catalog) -> Iterator[Message]:
    """The messages, without the header that gettext keeps under the empty text."""
    return (message for message in catalog if message.id)


def header(catalog: Catalog) -> str:
    known = dict(catalog.mime_headers)
    lines = "".join(f'"{name}: {known[name]}\\n"\n' for name in HEADERS)
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def shortcomings(message: Message, translation: Message | None) -> Iterator[str]:
    where = f"{label(message)} ({', '.join(sorted({name for name, _ in message.locations}))})"
    if not translation:
        yield f"missing: {where}"
    elif translation.pluralizable != message.pluralizable or not all(forms(translation.string)):
        yield f"untranslated: {where}"
    elif translation.fuzzy:
        yield f"fuzzy: {where}"
    elif not same_placeholders(message, translation):
        yield f"other placeholders than in the source: {where}"


def same_placeholders(message: Message, translation: Message) -> bool:
    """Each form against its own source: the singular's for the first, the plural's for the others."""
    sources = forms(message.id)
    return all(
        placeholders(form) == placeholders(sources[min(number, len(sources) - 1)])
        for number, form in enumerate(forms(translation.string))
    )


def placeholders(text: str) -> list[str]:
    return sorted(placeholder for placeholder in PLACEHOLDER.findall(text) if placeholder != "%%")


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Babel's one string, several or none, always as several."""
    return tuple(text) if isinstance(text, list | tuple) else (text or "",)


def label(message: Message) -> str:
    context = f" [{message.context}]" if message.context else ""
    return f"“{forms(message.id)[0]}”{context}"
