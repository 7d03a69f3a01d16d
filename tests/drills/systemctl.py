"""In the place of systemd, where a drill has none: starts what a unit file says, as it says it.

`python systemctl.py ROOT enable --now UNIT…`, `… reload nginx`, `… daemon-reload`. ROOT is the folder that
stands for /, with `stands_for.json` (what is where) and `pids`, where what was started is written down.
"""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(sys.argv[1])
TOLD = json.loads((ROOT / "stands_for.json").read_text())
PLACES: dict[str, str] = TOLD["places"]


def ours(path: Path) -> str:
    text = path.read_text()
    for theirs, place in PLACES.items():
        text = text.replace(theirs, place)
    return text


def read(unit: str) -> dict[str, str]:
    text = ours(Path(PLACES["/etc/systemd/system"], unit))
    return dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))


def start(command: list[str], folder: str, **more: object) -> None:
    log = (ROOT / "services.log").open("ab")
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **more)  # type: ignore[call-overload]
    with (ROOT / "pids").open("a") as pids:
        pids.write(f"{process.pid}\n")


def start_service(unit: str) -> None:
    told = read(unit)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RIKTNING_")}
    environment["PGUSER"] = told["User"]
    for line in Path(told["EnvironmentFile"]).read_text().splitlines():
        if line and not line.startswith("#"):
            name, value = line.split("=", 1)
            environment[name] = "".join(shlex.split(value))
    command, descriptors = shlex.split(told["ExecStart"]), ()
    if (Path(PLACES["/etc/systemd/system"]) / unit.replace(".service", ".socket")).exists():
        held = socket.socket(socket.AF_UNIX)
        held.bind(read(unit.replace(".service", ".socket"))["ListenStream"])
        held.listen(100)
        os.set_inheritable(held.fileno(), True)
        handing_over = f'exec 3<&{held.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"'
        command, descriptors = ["bash", "-c", handing_over, "bash", *command], (held.fileno(),)
    start(command, told["WorkingDirectory"], env=environment, pass_fds=descriptors)


def main(verb: str, *words: str) -> None:
    if verb == "reload" and words == ("nginx",):
        for file in Path(PLACES["/etc/nginx/conf.d"]).glob("*.conf"):
            (file.parent / "ours" / file.name).write_text(ours(file))
        start([TOLD["nginx"], "-p", str(ROOT), "-c", str(ROOT / "nginx.conf")], str(ROOT))
    elif verb == "enable":
        for word in words:
            unit = word if "." in word or word == "--now" else f"{word}.service"
            if unit.endswith(".service"):
                start_service(unit)
            elif unit != "--now":
                read(unit)
    elif verb != "daemon-reload":
        sys.exit(f"Nothing stands for systemctl {verb}")


main(*sys.argv[2:])
