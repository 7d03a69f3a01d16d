"""What the tests of the repository read: its files, by kind."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def source(*suffixes: str) -> list[Path]:
    """What people write here; migrations and catalogues are written by programs."""
    return [path for path in tracked(*suffixes) if not {"migrations", "locale"} & set(path.parts)]


def templates() -> dict[str, str]:
    """Our own templates by name. The admin's are Django's frame with Django's rules."""
    paths = [path for path in tracked(".html") if path.is_relative_to(ROOT / "templates")]
    return {name(path): path.read_text() for path in paths if "templates/admin/" not in name(path)}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        try:
            yield name(path), path.read_text()
        except UnicodeDecodeError:
            continue


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
