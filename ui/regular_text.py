"""What is typed and what is stored, made the same in one place, so that what looks alike is alike.

Composed letters (å is one sign, whichever keyboard wrote it), one blank where there are several, none at the
ends, and nothing that cannot be seen. Names and searches are that; an address and a code are stricter still.
"""

import re
from unicodedata import normalize

from ui.letters import composed, without_unseen

LONGEST_ADDRESS = 320  # characters: more than any mail server takes
DASHES = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212]+")


def regular(text: str) -> str:
    """A name, or words to search for, without a NUL, which no form lets through and PostgreSQL refuses."""
    return " ".join(without_unseen(composed(text.replace("\x00", ""))).split())


def regular_address(text: str) -> str:
    """An e-mail address as it is stored and looked up: small letters, and a domain not written as xn--.

    What is longer than any address is left as it is, for whoever checks it to refuse.
    """
    if len(text) > LONGEST_ADDRESS:
        return text
    address = regular(text).lower()
    name, at, domain = address.rpartition("@")
    return composed(f"{name}{at}{_in_letters(domain)}")


def regular_code(text: str) -> str:
    """A code as it is compared: in capitals, without the blanks and dashes that make it easy to read."""
    return DASHES.sub("", without_unseen(normalize("NFKC", text))).upper()


def _in_letters(domain: str) -> str:
    try:
        return domain.encode("idna").decode("idna")
    except UnicodeError:  # no domain: whoever checks the address says so
        return domain
