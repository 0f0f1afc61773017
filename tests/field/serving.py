"""The real server for tablets: granian on a database of its own, which can be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg

from impreuna.config.database import APP, OWNER
from impreuna.config.embedded import EmbeddedPostgres, wait_until_ended
from tests.faults.house import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


class Served:
    """`start()` answers when the server does; `kill()` is `kill -9` for all of its processes."""

    def __init__(
        self, postgres: EmbeddedPostgres, database: str, folder: Path, application: str = "impreuna.config.wsgi"
    ) -> None:
        self.postgres = postgres
        self.database = database
        self.folder = folder
        self.application = f"{application}:application"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.log: IO[bytes] = (folder / "web.log").open("ab")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> psycopg.Connection[Any]:
        """A superuser's connection: what is prepared and proved passes by the write path and the policies."""
        return psycopg.connect(self.postgres.dsn(self.database), autocommit=True)

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "2", "--blocking-threads", "2", "--log-level", "warning"]
        self.process = subprocess.Popen(
            [*command, self.application],
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self._wait()

    def kill(self) -> None:
        """Nobody says goodbye: the whole group of processes is gone in the middle of what it did."""
        if self.process is None:
            return
        family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(SECONDS)
        assert wait_until_ended(family, SECONDS) == []
        self.process = None

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        if self.process.poll() is None:
            self.kill()
        self.process = None
        self.log.close()

    def said(self) -> str:
        return (self.folder / "web.log").read_text(errors="replace")

    def _environment(self) -> dict[str, str]:
        outside = {n: v for n, v in os.environ.items() if not n.startswith(("IMPREUNA_", "DATABASE_", "DJANGO_"))}
        return {
            **outside,
            "IMPREUNA_VAR": str(self.folder),
            "IMPREUNA_PORT": str(self.port),
            "DATABASE_URL": self._url(APP),
            "DATABASE_OWNER_URL": self._url(OWNER),
        }

    def _url(self, role: str) -> str:
        return f"postgresql://{role}@/{self.database}?host={self.postgres.socket}"

    def _wait(self) -> None:
        deadline = time.monotonic() + SECONDS
        while not self._answers():
            assert self.process is not None
            assert self.process.poll() is None, f"the server ended: {self.said()}"
            assert time.monotonic() < deadline, f"the server does not come up: {self.said()}"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/sanatate", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
