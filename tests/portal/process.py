"""Settings are read once, when a process starts: whoever asks about others needs a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

# What a server must be told, with values of the kind it would be given.
PRODUCTION = {
    "RIKTNING_SECRET_KEY": "only-for-tests-but-long-and-with-many-different-characters-0123456789",
    "RIKTNING_ALLOWED_HOSTS": "riktning.example",
    "RIKTNING_DATABASE_URL": "postgres://riktning@db.riktning.example/riktning",
    "RIKTNING_EMAIL_URL": "smtp://riktning:password@mail.riktning.example:587",
    "RIKTNING_BEHIND_PROXY": "on",
    "RIKTNING_EMAIL_FROM": "Riktning <riktning@riktning.example>",
}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python in the project's folder, with these settings and none of the tests' own or of an `.env`."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("RIKTNING_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=inherited | {"DJANGO_SETTINGS_MODULE": "portal.settings", "RIKTNING_ENV_FILE": ""} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
