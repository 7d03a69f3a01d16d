"""From one address to Django's MAILERS setting.

Two mailers with the same server: `default` for codes to sign in with, and `notices`. The worker sends both,
and has to know what became of each.
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT = 10  # seconds: a mail server that hangs must not hold a page


def mailers(url: str, *, local: bool, folder: Path) -> dict[str, Any]:
    """`smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS from the start) as MAILERS.

    Without an address, a local installation prints its codes and puts its notices in a folder; any other
    keeps the SMTP default, which `check --deploy` refuses.
    """
    if url:
        options = _options(url)
        return {
            "default": {"BACKEND": "notices.smtp.EmailBackend", "OPTIONS": options},
            "notices": {"BACKEND": "notices.smtp.EmailBackend", "OPTIONS": options},
        }
    if not local:
        smtp = {"BACKEND": "notices.smtp.EmailBackend"}
        return {"default": smtp, "notices": smtp}
    return {
        "default": {"BACKEND": "notices.automatic.ConsoleBackend"},
        "notices": {"BACKEND": "notices.automatic.FileBackend", "OPTIONS": {"file_path": str(folder)}},
    }


def _options(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = {"host": parts.hostname, "port": parts.port or 25, "timeout": TIMEOUT}
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
        options["use_tls"] = parts.scheme == "smtp"
    if parts.scheme == "smtps":
        options["use_ssl"] = True
    return options
