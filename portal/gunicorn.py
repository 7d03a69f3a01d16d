"""How gunicorn serves the portal: `gunicorn --config portal/gunicorn.py portal.wsgi`.

What differs between machines comes from the environment (docs/settings.md).
"""

import os
import shutil
import tempfile
from importlib import import_module
from typing import Protocol

FIGURES = "PROMETHEUS_MULTIPROC_DIR"  # each process counts in a file of its own there

bind = os.environ.get("RIKTNING_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("RIKTNING_WORKERS", 2 * (os.cpu_count() or 1) + 1))
timeout = 30  # longer than any page takes
graceful_timeout = 30
limit_request_line = 8190  # as much as nginx hands on, whose page on what is longer is in our words
control_socket_disable = True  # it would be opened in a home directory, which a service has not


class Worker(Protocol):
    pid: int


def on_starting(server: object) -> None:
    """Once, before any worker: a reload goes on counting where it was."""
    os.environ[FIGURES] = tempfile.mkdtemp(prefix="riktning-metrics-")


def child_exit(server: object, worker: "Worker") -> None:
    """Imported only now: prometheus_client looks for the folder when it is imported."""
    import_module("prometheus_client.multiprocess").mark_process_dead(worker.pid)


def on_exit(server: object) -> None:
    shutil.rmtree(os.environ[FIGURES], ignore_errors=True)
