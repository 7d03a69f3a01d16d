"""What runs that were cut off left in the machine's temporary folder: databases, attached files."""

import os
import re
import shutil
from pathlib import Path
from tempfile import gettempdir


def remove_leftovers(folder: Path | None = None) -> None:
    """Those of processes that run no longer; `tests/settings.py` names each for its process."""
    for path in (folder or Path(gettempdir())).glob("riktning-test-*"):
        process = re.match(r"riktning-test-(\d+)", path.name)
        if process is None or _runs(int(process[1])):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)  # another run may have been here first


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
