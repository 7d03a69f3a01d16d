"""The machines of `docs/several-machines.md`, as processes on loopback addresses of their own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.missing import missing
from tests.portal.gunicorns import GUNICORN
from tests.portal.process import PRODUCTION, ROOT
from tests.portal.test_behind_a_proxy import NGINX, make_certificate, written_for
from tests.postgres import INSTALL, Server, find_binaries, free_port, unprivileged

PRIMARY, REPLICA = "127.0.0.11", "127.0.0.12"
WEBS = ["127.0.0.21", "127.0.0.22"]
CACHE, PROXY = "127.0.0.31", "127.0.0.1"
BEHIND = 5  # seconds that the replica stays behind
START = 60.0
KEPT = {  # as PostgreSQL is installed: what it has said yes to is on the disk, here and on the replica
    "unix_socket_directories": "",
    "wal_level": "replica",
    "max_wal_senders": "5",
    "hot_standby": "on",
    "log_min_messages": "fatal",
}


def program(name: str, package: str) -> str:
    return shutil.which(name) or missing(name, f"apt-get install {package}")


def until(holds: Callable[[], object], what: str, seconds: float = START) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)


class Machine:
    """A process group of its own, which can be killed as a power cut would."""

    def __init__(self, command: list[str], log: Path, **options: object) -> None:
        with log.open("ab") as said:
            self.process = subprocess.Popen(  # type: ignore[call-overload]
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                **options,
            )

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=START)
        except subprocess.TimeoutExpired:
            self.kill()


@dataclass
class Database:
    """PostgreSQL on an address of its own, with PgBouncer beside it."""

    server: Server
    address: str
    pool_port: int
    folder: Path
    pool: Machine | None = None

    @property
    def url(self) -> str:
        return f"postgresql://riktning@{self.address}:{self.server.port}/riktning"

    def start_pool(self) -> None:
        text = (ROOT / "deploy" / "pgbouncer.ini").read_text()
        places = {
            "host=127.0.0.1 port=5432": f"host={self.address} port={self.server.port}",
            "10.0.0.11": self.address,
            "6432": str(self.pool_port),
            "scram-sha-256": "trust",
            "/etc/pgbouncer/userlist.txt": str(self.folder / "users"),
        }
        for theirs, ours in places.items():
            assert theirs in text
            text = text.replace(theirs, ours)
        (self.folder / "users").write_text('"riktning" ""\n')
        (self.folder / "pgbouncer.ini").write_text(text + "unix_socket_dir =\n")
        command = [program("pgbouncer", "pgbouncer"), "-q", str(self.folder / "pgbouncer.ini")]
        self.pool = Machine(command, self.folder / "pool.log", **unprivileged())

    def kill(self) -> None:
        """The machine loses its power: every process of it at once."""
        noted = self.server.folder / "data" / "postmaster.pid"
        parent = int(noted.read_text().split()[0])
        for pid in [*_children(parent), parent]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        noted.unlink()
        if self.pool:
            self.pool.kill()

    def promote(self) -> None:
        """PgBouncer keeps what its PostgreSQL said of itself as a replica, until it is started anew."""
        self.server.promote()
        if self.pool:
            self.pool.stop()
        self.start_pool()

    def stop(self) -> None:
        if self.pool:
            self.pool.stop()
        self.server.stop()

    def make(self) -> None:
        with psycopg.connect(self.url.removesuffix("riktning") + "postgres", autocommit=True) as line:
            line.execute("CREATE DATABASE riktning ENCODING 'UTF8' TEMPLATE template0")

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True

    def asked(self, question: str) -> list[tuple]:
        with psycopg.connect(self.url, autocommit=True) as line:
            cursor = line.execute(question)
            return cursor.fetchall() if cursor.description else []


def _children(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            if f"\nPPid:\t{parent}\n" in status.read_text():
                found.append(int(status.parent.name))
    return found


def folder_for(stack: ExitStack) -> Path:
    """Which the account of a server that refuses to run as root can read."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="riktning-cluster-")))
    folder.chmod(0o755)
    return folder


@contextmanager
def databases() -> Iterator[tuple[Database, Database]]:
    """A primary that says yes once the replica has it too, and the replica, which shows it seconds later."""
    binaries = find_binaries() or missing("PostgreSQL", INSTALL)
    port, pool_port = free_port(), free_port()
    with ExitStack() as stack:
        one, other = folder_for(stack), folder_for(stack)
        options = KEPT | {"listen_addresses": PRIMARY}
        primary = Database(Server(binaries, one, port, options), PRIMARY, pool_port, folder_for(stack))
        primary.server.prepare()
        primary.server.start()
        stack.callback(primary.stop)
        primary.make()
        options = KEPT | {"listen_addresses": REPLICA, "recovery_min_apply_delay": f"{BEHIND}s"}
        replica = Database(Server(binaries, other, port, options), REPLICA, pool_port, folder_for(stack))
        _copy(binaries, primary, other)
        replica.server.start()
        stack.callback(replica.stop)
        primary.asked("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.asked("SELECT pg_reload_conf()")
        for database in (primary, replica):
            database.start_pool()
        yield primary, replica


def _copy(binaries: Path, primary: Database, folder: Path) -> None:
    account = unprivileged()
    if account:
        os.chown(folder, account["user"], account["group"])
    line = f"host={primary.address} port={primary.server.port} user=riktning"
    command = [
        str((binaries / "initdb").resolve().with_name("pg_basebackup")),
        "--checkpoint=fast",
        "--write-recovery-conf",
    ]
    command += [f"--pgdata={folder}/data", f"--dbname={line}"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **account)


@dataclass
class Cluster:
    """Two web machines behind nginx, two workers, a cache, and the two databases."""

    primary: Database
    replica: Database
    folder: Path
    mail: str
    stack: ExitStack
    web_port: int = field(default_factory=free_port)
    cache_port: int = field(default_factory=free_port)
    port: int = field(default_factory=free_port)
    webs: dict[str, Machine] = field(default_factory=dict)
    workers: list[Machine] = field(default_factory=list)
    cache: Machine | None = None
    proxy: Machine | None = None

    @property
    def settings(self) -> dict[str, str]:
        hosts = f"riktning@{PRIMARY},{REPLICA}:{self.primary.pool_port}/riktning"
        straight = f"riktning@{REPLICA},{PRIMARY}:{self.primary.server.port}/riktning"
        return PRODUCTION | {
            "RIKTNING_DATABASE_URL": f"postgres://{hosts}?target_session_attrs=read-write&connect_timeout=2",
            "RIKTNING_REPLICA_URL": f"postgres://{straight}",
            "RIKTNING_PGBOUNCER": "on",
            "RIKTNING_CACHE_URL": f"redis://{CACHE}:{self.cache_port}/0",
            "RIKTNING_ATTACHMENTS_DIR": str(self.folder / "files"),
            "RIKTNING_EMAIL_URL": self.mail,
            "RIKTNING_WORKERS": "2",
            "RIKTNING_LOG_LEVEL": "ERROR",
        }

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RIKTNING_")}
        apart = {"RIKTNING_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        return inherited | apart | self.settings

    def manage(self, *arguments: str, **more: str) -> str:
        command = [sys.executable, "-W", "ignore", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment | more, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_web(self, address: str) -> None:
        bind = {"RIKTNING_BIND": f"{address}:{self.web_port}"}
        self.webs[address] = Machine(GUNICORN, self.folder / "web.log", env=self.environment | bind)

    def start_worker(self) -> None:
        command = [sys.executable, "manage.py", "worker", "--poll", "0.5"]
        self.workers.append(Machine(command, self.folder / "worker.log", env=self.environment))

    def start_cache(self) -> None:
        server = shutil.which("valkey-server") or program("redis-server", "valkey-server or redis-server")
        where = ["--bind", CACHE, "--port", str(self.cache_port), "--save", "", "--appendonly", "no"]
        self.cache = Machine([server, *where, "--maxmemory-policy", "noeviction"], self.folder / "cache.log")
        self.stack.callback(self.cache.stop)

    def start_proxy(self, webs: Sequence[str] = WEBS) -> None:
        make_certificate(self.folder)
        upstream = "; server ".join(f"{address}:{self.web_port}" for address in webs)
        (self.folder / "nginx.conf").write_text(written_for(self.folder, upstream, self.port))
        command = [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self.proxy = Machine(command, self.folder / "proxy.log")
        self.stack.callback(self.proxy.stop)

    def stop(self) -> None:
        for machine in [*self.webs.values(), *self.workers]:
            machine.stop()
        for log in sorted(self.folder.glob("*.log")):
            print(f"{log.name}:", log.read_text()[-2000:])


@contextmanager
def cluster(mail: str) -> Iterator[Cluster]:
    with databases() as (primary, replica), ExitStack() as stack:
        found = Cluster(primary, replica, folder_for(stack), mail, stack)
        stack.callback(found.stop)
        found.start_cache()
        found.manage("manage.py", "migrate", "--no-input", "--verbosity", "0")
        found.manage("manage.py", "demo", RIKTNING_DEMO="1")
        for address in WEBS:
            found.start_web(address)
        for _worker in range(2):
            found.start_worker()
        found.start_proxy()
        yield found
