"""What a file is called here: its own name, without what could mislead a reader or a file system."""

import re
import unicodedata

from django.utils.translation import gettext as _

from files.kinds import Kind

LENGTH = 120
# What no name may hold on one system or another. å, ä and ö may stand anywhere.
FORBIDDEN = re.compile(r'[<>:"|?*]')
# Names of devices, on Windows, whatever comes after the dot.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def clean_name(name: str, kind: Kind) -> str:
    """The last part of a path, whichever way its slashes lean, ending as files of that kind do.

    Everything invisible goes: control characters, and those that turn the direction of writing so that
    an ending looks like another one.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" or sign == "\t")
    plain = FORBIDDEN.sub("_", " ".join(seen.split())).strip(". ")
    if DEVICE.match(plain):
        plain = f"_{plain}"
    return _with_suffix(plain, kind)


def _with_suffix(name: str, kind: Kind) -> str:
    suffix = next((ending for ending in kind.suffixes if name.lower().endswith(ending)), None)
    stem = name[: -len(suffix)].rstrip(". ") if suffix else name
    return (stem or _("file"))[: LENGTH - 8].rstrip(". ") + (suffix or kind.suffixes[0])
