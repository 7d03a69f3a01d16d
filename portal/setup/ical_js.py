"""ical.js (MPL 2.0), which Thunderbird and Nextcloud read calendars with: only the tests of the feed use it.

`python -m portal.setup.ical_js FOLDER` fetches it. Without npm the folder stays empty, and that is said.
"""

import sys
from pathlib import Path

from portal.setup import npm

PACKAGE = "ical.js@2.2.1"
LIBRARY = "package/dist/ical.es5.cjs"
SHA256 = "02b0ab420c2b3af5bd0829b12b8becdffdc2311e62070c381cc0c60b52b0b365"


def install(folder: Path) -> None:
    """Put ical.cjs into the folder, or raise npm.UnavailableError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ical.cjs").write_bytes(npm.fetch(PACKAGE, LIBRARY, sha256=SHA256))


if __name__ == "__main__":
    try:
        install(Path(sys.argv[1]))
    except npm.UnavailableError as reason:
        sys.stdout.write(f"ical.js is left out, since {reason}; the tests that read with it are skipped.\n")
