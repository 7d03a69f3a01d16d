"""What translators get to see, and what the check lets through."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.support import Translations
from django.conf import settings

from portal.setup.catalogues import Catalogue, forms, gather

PYTHON = """\
from django.utils.translation import gettext_lazy as _, ngettext, npgettext, pgettext_lazy

# Translators: on the button
SEND = _("Send")
MAY = pgettext_lazy("month", "May")
def seats(n): return ngettext("%(n)s seat", "%(n)s seats", n) + npgettext("chair", "{n} arm", "{n} arms", n)
"""
TEMPLATE = """\
<html>
      <p title="{% translate "Direction" context "compass" %}">It's “quoted” {# not for them #}
  {% blocktranslate count n=groups|length trimmed %}
    One group
    of {{ unit }}
  {% plural %}
    {{ n }} groups
    of {{ unit }}
  {% endblocktranslate %}
    {{ name|default:_("Nobody") }} {% include "x.html" with label=_("Label") %}
  {% blocktranslate context "share" %}100% of\xa0all{% endblocktranslate %}
</html>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {
        "app/__init__.py": "",
        "app/models.py": PYTHON,
        "templates/a/page.html": TEMPLATE,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def swedish(project: Path) -> Catalogue:
    """A complete catalogue: every text is translated, with itself."""
    translate(project, lambda text: text)
    return Catalogue(project, "sv")


def translate(project: Path, into: Callable[[str], str]) -> None:
    catalogue = Catalogue(project, "sv")
    source = gather(project)
    for message in source:
        if message.id:
            strings = tuple(map(into, forms(message.id)))
            catalogue.messages.add(
                message.id, strings if len(strings) > 1 else strings[0], context=message.context
            )
    catalogue.refresh(source)


def problems(project: Path) -> list[str]:
    return list(Catalogue(project, "sv").problems(gather(project)))


def found(source: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in source if message.id}


def test_texts_are_found_in_python_and_in_templates(project: Path) -> None:
    assert found(gather(project)) == {
        (None, "Send"),
        ("month", "May"),
        (None, ("%(n)s seat", "%(n)s seats")),
        ("chair", ("{n} arm", "{n} arms")),
        ("compass", "Direction"),
        (None, ("One group of %(unit)s", "%(n)s groups of %(unit)s")),
        (None, "Nobody"),
        (None, "Label"),
        ("share", "100%% of\xa0all"),
    }


def test_tests_are_not_translated(project: Path) -> None:
    (project / "app").rename(project / "tests")

    assert (None, "Send") not in found(gather(project))


def test_file_names_its_sources_without_lines_and_keeps_comments(swedish: Catalogue) -> None:
    text = swedish.path.read_text(encoding="utf-8")

    assert '#. Translators: on the button\n#: app/models.py\nmsgid "Send"\n' in text
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in text


def test_extracting_again_changes_nothing(project: Path, swedish: Catalogue) -> None:
    assert not Catalogue(project, "sv").refresh(gather(project))


def test_extracting_keeps_translations_and_drops_what_is_gone(project: Path, swedish: Catalogue) -> None:
    (project / "app/models.py").write_text('from x import _\n_("Send")\n_("New")\n')

    Catalogue(project, "sv").refresh(gather(project))

    messages = Catalogue(project, "sv").messages
    assert messages["Send"].string == "Send"
    assert messages["New"].string == ""
    assert messages.get("May", "month") is None


def test_compiled_catalogue_answers_in_swedish(project: Path) -> None:
    translate(project, lambda text: f"sv {text}")
    swedish = Catalogue(project, "sv")

    assert swedish.compile()

    with swedish.path.with_suffix(".mo").open("rb") as file:
        translations = Translations(file)
    assert translations.gettext("Send") == "sv Send"
    assert translations.pgettext("month", "May") == "sv May"
    assert translations.ngettext("%(n)s seat", "%(n)s seats", 2) == "sv %(n)s seats"
    assert not swedish.compile()


def test_complete_catalogue_passes(project: Path, swedish: Catalogue) -> None:
    assert problems(project) == []


def test_absent_catalogue_fails(project: Path) -> None:
    assert "missing: “Send” (app/models.py)" in problems(project)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('msgid "Send"\nmsgstr "Send"\n', "", "missing: “Send” (app/models.py)"),
        ('msgstr "Send"', 'msgstr ""', "untranslated: “Send” (app/models.py)"),
        ('msgstr[1] "%(n)s seats"', 'msgstr[1] ""', "untranslated: “%(n)s seat” (app/models.py)"),
        ('msgid "Send"', '#, fuzzy\nmsgid "Send"', "fuzzy: “Send” (app/models.py)"),
        ('msgid "Send"', 'msgid "Sent"', "no longer in the source: “Sent”"),
        (
            'msgstr[1] "%(n)s seats"',
            'msgstr[1] "%(m)s"',
            "other placeholders than in the source: “%(n)s seat” (app/models.py)",
        ),
        (
            'msgstr[0] "{n} arm"',
            'msgstr[0] "arm"',
            "other placeholders than in the source: “{n} arm” [chair] (app/models.py)",
        ),
        ("#: app/models.py", "#: app/views.py", "differs from what `make messages` writes"),
    ],
)
def test_incomplete_catalogue_fails(
    project: Path, swedish: Catalogue, before: str, after: str, problem: str
) -> None:
    text = swedish.path.read_text(encoding="utf-8")
    assert before in text
    swedish.path.write_text(text.replace(before, after), encoding="utf-8")

    assert problem in problems(project)


def test_english_opens_its_quotations_as_english_does() -> None:
    """“so”, not ”so”, which is the Swedish way."""
    told = [text for message in gather(Path(settings.BASE_DIR)) for text in forms(message.id)]
    assert told
    assert [text for text in told if text.count("“") != text.count("”")] == []
