"""Where there is nothing yet, the page says what to do: a link, a button, or a second sentence."""

import re

from tests.repository.files import templates

EMPTY = re.compile(r'<(?P<tag>\w+)[^>]*class="empty[" ].*?</(?P=tag)>|{% empty %}.*?{% endfor %}', re.DOTALL)
SAID = re.compile(r'{% translate "([^"]+)"|{% blocktranslate[^%]*%}(.*?){% ', re.DOTALL)
LEADS_ON = re.compile(r"<a |<button|{% include")

# Where nothing is to be done about it.
AS_IT_IS = {
    "A new start": "a beginning",
    "It did not grow out of anything earlier.": "a beginning",
    "No agenda was written.": "a meeting that is over",
    "No group right now.": "said of a person, or in a list of all directions",
    "No words have changed, only such things as line breaks.": "a comparison",
    "No notes here yet.": "to a facilitator, who has the notes beside it",
    "No stage is late, and no group is silent or full.": "all is well",
    "Nobody wrote a note.": "a workshop that is over",
    "Nobody yet.": "the door stands beside it",
    "None of your employees is called that.": "the field to search with is above it",
    "Nothing before.": "of a person's years",
    "Nothing happens today.": "a day of the year",
    "Nothing in the text.": "a comparison",
    "The stage has not been presented to anybody.": "the form beside it goes on without",
    "The notes are read by the group, the coordination group, the storgrupp and the steering group.": (
        "to those who may not read them"
    ),
    "There was no body to receive it.": "what happened then",
}


def says_no_more_than_that(template: str) -> list[str]:
    """The sentences of its empty states that stand alone, without a way on."""
    alone = []
    for state in EMPTY.finditer(template):
        said = [" ".join((line or block).split()) for line, block in SAID.findall(state.group())]
        if said and not LEADS_ON.search(state.group()):
            alone += [sentence for sentence in said if not re.search(r"[.:!?] \S", sentence)]
    return alone


def test_empty_state_says_what_to_do() -> None:
    found = {name: says_no_more_than_that(text) for name, text in templates().items()}
    bare = {name: [sentence for sentence in said if sentence not in AS_IT_IS] for name, said in found.items()}

    assert sum(len(EMPTY.findall(text)) for text in templates().values()) > 30
    assert {name: said for name, said in bare.items() if said} == {}


def test_bare_empty_state_is_seen() -> None:
    bare = '<div class="empty"><p>{% translate "Nothing here." %}</p></div>'
    kind = '<div class="empty"><p>{% translate "Nothing here. Write something." %}</p></div>'

    assert says_no_more_than_that(bare) == ["Nothing here."]
    assert says_no_more_than_that(kind) == []
