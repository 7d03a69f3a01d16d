"""What a file is called here: its own name, without what could mislead a reader or a file system."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from files.explaining import EXPLAINED
from files.kinds import PICTURE_SUFFIXES, SUFFIXES, Kind
from files.refusals import MISNAMED, FileRejected
from ui.letters import composed

LENGTH = 120
# What no name may hold on one system or another. å, ä and ö may stand anywhere.
FORBIDDEN = re.compile(r'[<>:"|?*]')
# Names of devices, on Windows, whatever comes after the dot.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


# Few letters, of which one is no digit: neither the year in "Plan 2026.2027" nor the words after a full stop.
SHORT_ENDING = re.compile(r"\.(?=\d*[a-z])[a-z0-9]{1,4}")


def clean_name(name: str, kind: Kind) -> str:
    """The last part of a path, whichever way its slashes lean, ending as files of that kind do.

    Everything invisible goes: control characters, and those that turn the direction of writing so that
    an ending looks like another one.
    """
    plain = _plain(name)
    if DEVICE.match(plain):
        plain = f"_{plain}"
    return _with_suffix(plain, kind)


def ending_of(name: str) -> str:
    """What the name says that the file is, such as ".pdf"; nothing when it does not say."""
    ending = PurePosixPath(_plain(name)).suffix.lower()
    is_known = ending in EXPLAINED or ending in SUFFIXES
    return ending if is_known or SHORT_ENDING.fullmatch(ending) else ""


def refuse_misnamed(kind: Kind, ending: str) -> None:
    """A file is never given another ending than its own: whoever sent it would not know it again.

    Pictures are let be, since cameras and browsers mix up the endings of theirs.
    """
    if not ending or ending in _suffixes(kind):
        return
    raise FileRejected(MISNAMED, params={"found": kind.label, "ending": kind.suffixes[0]})


def _plain(name: str) -> str:
    last = composed(re.split(r"[/\\]", name)[-1])
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" or sign == "\t")
    return FORBIDDEN.sub("_", " ".join(seen.split())).strip(". ")


def _suffixes(kind: Kind) -> Sequence[str]:
    return PICTURE_SUFFIXES if kind.is_safe_to_show else kind.suffixes


def _with_suffix(name: str, kind: Kind) -> str:
    suffix = next((ending for ending in _suffixes(kind) if name.lower().endswith(ending)), None)
    stem = name[: -len(suffix)].rstrip(". ") if suffix else name
    return (stem or _("file"))[: LENGTH - 8].rstrip(". ") + (suffix or kind.suffixes[0])
