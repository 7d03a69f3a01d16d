"""From one address to Django's MAILERS setting."""

from typing import Any
from urllib.parse import unquote, urlsplit

BACKENDS = "django.core.mail.backends"
TIMEOUT = 10  # seconds: a mail server that hangs must not hold a page


def mailers(url: str, *, local: bool) -> dict[str, Any]:
    """`smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS from the start) as MAILERS.

    Without an address, a local installation prints its mail; any other keeps the SMTP default, which
    `check --deploy` refuses.
    """
    if not url:
        backend = "console" if local else "smtp"
        return {"default": {"BACKEND": f"{BACKENDS}.{backend}.EmailBackend"}}
    parts = urlsplit(url)
    options: dict[str, Any] = {"host": parts.hostname, "port": parts.port or 25, "timeout": TIMEOUT}
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
        options["use_tls"] = parts.scheme == "smtp"
    if parts.scheme == "smtps":
        options["use_ssl"] = True
    return {"default": {"BACKEND": f"{BACKENDS}.smtp.EmailBackend", "OPTIONS": options}}
