"""Settings of an installation: `python -m portal.setup.env FILE [NAME=VALUE …]`.

Makes the file where there is none, readable by its owner alone and with a secret key of its own; puts in
what is told, and keeps what is there. Says what is still missing, and ends with 1 as long as something is.
"""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from secrets import token_urlsafe

NEEDED = {
    "RIKTNING_SECRET_KEY": "a long random value",
    "RIKTNING_ALLOWED_HOSTS": "the portal's host names: riktning.example",
    "RIKTNING_DATABASE_URL": "postgres:///riktning on this machine, or postgres://user:password@host/name",
    "RIKTNING_EMAIL_URL": "the mail server: smtp://user:password@host:587",
    "RIKTNING_EMAIL_FROM": "the sender of every mail: Riktning <riktning@riktning.example>",
    "RIKTNING_BEHIND_PROXY": "on, once a proxy is set up as docs/proxy.md has it",
}
GOOD_TO_HAVE = {
    "RIKTNING_ATTACHMENTS_DIR": "where attached files lie: /var/lib/riktning/files",
    "RIKTNING_BACKUP_DIR": "where backups go: /var/lib/riktning/backups",
    "RIKTNING_BACKUP_KEYS": "for whom backups are sealed; manage.py backup --new-key makes one",
    "RIKTNING_SECURITY_CONTACT": "whom to tell of a hole: mailto:it@riktning.example",
    "RIKTNING_LOG_FORMAT": "json, where a machine reads the log",
    "RIKTNING_ERRORS_URL": "where errors are told, as Sentry has it",
}
LINE = re.compile(r"^(RIKTNING_\w+)=(.*)$", re.MULTILINE)


def main(arguments: Sequence[str]) -> int:
    file, told = Path(arguments[0]), dict(pair.split("=", 1) for pair in arguments[1:])
    if unknown := [name for name in told if not name.startswith("RIKTNING_")]:
        print(f"{unknown[0]} is no setting: docs/settings.md lists them.", file=sys.stderr)
        return 2
    text = file.read_text() if file.exists() else new()
    _write(file, put(text, told))
    missing = {
        name: what for name, what in NEEDED.items() if not dict(LINE.findall(file.read_text())).get(name)
    }
    for name, what in missing.items():
        print(f"Missing: {name}, {what}")
    if not missing:
        print(f"{file} has what is needed. manage.py check --deploy looks at it as a whole.")
    return int(bool(missing))


def new() -> str:
    asked = [f"# {what}\n{name}=" for name, what in NEEDED.items() if name != "RIKTNING_SECRET_KEY"]
    more = [f"# {what}\n# {name}=" for name, what in GOOD_TO_HAVE.items()]
    own = f"# Keep it, and a copy away from here.\nRIKTNING_SECRET_KEY={token_urlsafe(64)}"
    return "\n".join(["# docs/settings.md lists what can be set here.", own, *asked, *more, ""])


def put(text: str, told: dict[str, str]) -> str:
    """Each in the place of its line, also where that is only suggested; else at the end."""
    for name, value in told.items():
        line = re.compile(rf"^(# )?{name}=.*$", re.MULTILINE)
        text = text if line.search(text) else f"{text}{name}=\n"
        text = line.sub(f'{name}="{value}"'.replace("\\", r"\\"), text, count=1)
    return text


def _write(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(text)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Usage: python -m portal.setup.env FILE [NAME=VALUE …]")
    sys.exit(main(sys.argv[1:]))
