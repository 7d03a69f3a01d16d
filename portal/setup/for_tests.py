"""Other people's tools that only tests use, each one file of a pinned npm package.

`python -m portal.setup.for_tests FOLDER` fetches them. What cannot be had is left out, and that is said.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from portal.setup import npm


class Tool(NamedTuple):
    """Called `name` in the folder."""

    name: str
    package: str
    member: str
    sha256: str


TOOLS = [
    # What Thunderbird and Nextcloud read calendars with (MPL 2.0), for the tests of the feed.
    Tool(
        "ical.cjs",
        "ical.js@2.2.1",
        "package/dist/ical.es5.cjs",
        "02b0ab420c2b3af5bd0829b12b8becdffdc2311e62070c381cc0c60b52b0b365",
    ),
    # The Nu Html Checker of the W3C's validator (MIT), which needs Java.
    Tool(
        "vnu.jar",
        "vnu-jar@26.9.27",
        "package/build/dist/vnu.jar",
        "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47",
    ),
    # IBM Equal Access (Apache 2.0), which finds other faults in a page than axe does.
    Tool(
        "ace.js",
        "accessibility-checker-engine@4.0.34",
        "package/ace.js",
        "1fd7c18b2aa5ba3ec0444a275e2e08e2823c317316c6613d1c273d2a688760fa",
    ),
]


def install(tool: Tool, folder: Path) -> None:
    """Put it into the folder, or raise npm.UnavailableError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / tool.name).write_bytes(npm.fetch(tool.package, tool.member, sha256=tool.sha256))


if __name__ == "__main__":
    for wanted in TOOLS:
        try:
            install(wanted, Path(sys.argv[1]))
        except npm.UnavailableError as reason:
            sys.stdout.write(f"{wanted.name} is left out, since {reason}; tests that need it are skipped.\n")
