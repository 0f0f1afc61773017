"""The application under measurement: `impreuna serve` in a folder of its own, and what its processes cost."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
#: The options with which `impreuna serve` starts the web server, for floors that are to be compared with it.
GRANIAN = ("--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2", "--log-level", "warning")


@dataclass
class Server:
    """A process that listens on `port`, with its children."""

    process: subprocess.Popen[bytes]
    port: int

    def family(self) -> list[psutil.Process]:
        return [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Site(Server):
    """The served application and its PostgreSQL, both thrown away at the end."""

    folder: Path

    def connect(self, **options: Any) -> psycopg.Connection[Any]:
        """A superuser's connection: what a benchmark prepares passes by the write path."""
        return psycopg.connect(self.dsn, autocommit=True, **options)

    def connect_as_application(self, actor: Any) -> psycopg.Connection[Any]:
        """A connection under row-level security, in the scope of `actor`."""
        from impreuna.kernel.scope import setting, settings_of

        connection = psycopg.connect(self._postgres().dsn("impreuna", "impreuna_app"), autocommit=True)
        connection.execute(f"SELECT {setting('false')}", settings_of(actor))
        return connection

    @property
    def dsn(self) -> str:
        return self._postgres().dsn("impreuna")

    def postgres_family(self) -> list[psutil.Process]:
        """PostgreSQL's processes; writing its log ahead and clearing up after us count too."""
        server = self._postgres().process()
        return [server, *server.children()] if server else []

    def _postgres(self) -> Any:
        from impreuna.config.database import embedded

        return embedded(self.folder)

    def web(self) -> list[psutil.Process]:
        """The web server's processes, without the supervisor that waits beside them."""
        return [process for process in self.family()[1:] if "granian" in _command(process)]

    def workers_memory(self) -> list[float]:
        """Memory of each worker of the web server in MB: what it has for itself and its share of what is shared."""
        master, *workers = self.web()
        return [worker.memory_full_info().pss / 2**20 for worker in workers if worker.ppid() == master.pid]


def _command(process: psutil.Process) -> str:
    """Its command line; empty when it has just ended, as PostgreSQL's processes do."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def cpu_of(processes: list[psutil.Process]) -> float:
    """CPU seconds, user and system, that the processes have used since they began."""
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serves a fresh installation from `folder`, with the territory and nobody in it, and removes it afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    port = free_port()
    forget_settings()
    os.environ |= {"IMPREUNA_VAR": str(folder), "IMPREUNA_PORT": str(port)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
    program = ("-c", "from impreuna.config.cli import main; main()", "serve", "--no-worker", "--no-demo")
    site: Site | None = None
    try:
        with (folder / "serve.log").open("wb") as log:
            site = Site(_start(program, log), port, folder)
        _wait(site, f"http://127.0.0.1:{port}/sanatate", folder / "serve.log")
        _set_up_django()
        yield site
    finally:
        if site is not None:
            site.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept(folder: Path) -> Iterator[Site]:
    """Serves the installation that is in `folder` as `impreuna serve` does, worker included, and leaves it there.

    Several may be served at once: Django of this process is not touched.
    """
    forget_settings()
    port = free_port()
    program = ("-c", "from impreuna.config.cli import main; main()", "serve", "--no-demo")
    where = {"IMPREUNA_VAR": str(folder), "IMPREUNA_PORT": str(port)}
    with (folder / "serve.log").open("wb") as log:
        site = Site(_start(program, log, **where), port, folder)
    try:
        _wait(site, f"http://127.0.0.1:{port}/sanatate", folder / "serve.log")
        yield site
    finally:
        site.stop()


@contextmanager
def floor(application: str, folder: Path, **environment: str) -> Iterator[Server]:
    """Serves a bare WSGI application as `impreuna serve` would serve it."""
    port = free_port()
    arguments = ("-m", "granian", *GRANIAN, "--blocking-threads", "4", "--port", str(port), application)
    with (folder / "floor.log").open("wb") as log:
        server = Server(_start(arguments, log, **environment), port)
    try:
        _wait(server, f"http://127.0.0.1:{port}/", folder / "floor.log")
        yield server
    finally:
        server.stop()


def forget_settings() -> None:
    """Takes the settings of whoever started the measurement out of the environment."""
    for name in [name for name in os.environ if name.startswith(("IMPREUNA_", "DATABASE_"))]:
        del os.environ[name]


def _start(arguments: tuple[str, ...], log: IO[bytes], **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _wait(server: Server, address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server does not answer:\n" + log.read_text(errors="replace")[-3000:])


def _set_up_django() -> None:
    import logging

    import django

    django.setup()
    logging.getLogger("impreuna.requests").setLevel(logging.WARNING)  # pages opened in this process, not served


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
