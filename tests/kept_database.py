"""The SQLite database that `pytest --reuse-db` keeps from run to run: for `make quick` and for single tests.

It is named for what it is made of, so a migration that changed makes a new one, and the old ones go.
Two runs at once would meet in it; without `--reuse-db` each has its own.
"""

from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent


def kept_database(root: Path = ROOT) -> Path:
    """Its path. pytest-xdist adds the worker's name."""
    folder = root / "var" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{_made_of(root)}.sqlite3"
    for other in folder.iterdir():
        if not other.name.startswith(kept.name):
            other.unlink(missing_ok=True)  # another worker may have been here first
    return kept


def _made_of(root: Path) -> str:
    digest = sha256()
    for path in [*sorted(root.glob("*/migrations/*.py")), root / "requirements" / "dev.txt"]:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
