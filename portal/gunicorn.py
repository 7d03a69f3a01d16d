"""How gunicorn serves the portal: `gunicorn --config portal/gunicorn.py portal.wsgi`.

What differs between machines comes from the environment (docs/settings.md).
"""

import os
import shutil
import tempfile
from typing import Any

# Every process counts in a file of its own here; read before prometheus_client is imported.
METRICS = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="riktning-metrics-")

bind = os.environ.get("RIKTNING_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("RIKTNING_WORKERS", 2 * (os.cpu_count() or 1) + 1))
timeout = 30  # longer than any page takes
graceful_timeout = 30
control_socket_disable = True  # it would be opened in a home directory, which a service has not


def child_exit(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess  # noqa: PLC0415 - it reads the folder's name when imported

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    shutil.rmtree(METRICS, ignore_errors=True)
