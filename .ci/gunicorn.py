"""How gunicorn serves the demo. The control socket would be opened in the home directory: it stays off."""

import os

PORT = os.environ.get("PORT", "8000")

bind = f"127.0.0.1:{PORT}"
workers = 2
loglevel = "warning"
control_socket_disable = True


def when_ready(server):
    print(f"\nRiktning is at http://127.0.0.1:{PORT}/", flush=True)
    print("To sign in, open it and pick a person. Ctrl-C stops it.\n", flush=True)
