"""A house of its own for each story: the real `impreuna serve`, in its own folder, on its own port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil

from impreuna.config.embedded import wait_until_ended

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [str(Path(sys.executable).with_name("impreuna"))]
SECONDS = 90


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class House:
    """`start()` and `wait_until_served()` as an operator would; `end()` leaves nothing running."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port()
        self.output = var.parent / f"{var.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def environment(self, **more: str) -> dict[str, str]:
        outside = {n: v for n, v in os.environ.items() if not n.startswith(("IMPREUNA_", "DATABASE_", "DJANGO_"))}
        return {**outside, "IMPREUNA_VAR": str(self.var), "IMPREUNA_PORT": str(self.port), **more}

    def start(self, *arguments: str, **more: str) -> None:
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*PROGRAM, "serve", "--no-demo", *arguments],
                cwd=ROOT,
                env=self.environment(**more),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def run(self, *arguments: str, **more: str) -> tuple[int, str]:
        """A command that ends by itself: its code and all it said."""
        done = subprocess.run(
            [*PROGRAM, *arguments], cwd=ROOT, env=self.environment(**more), capture_output=True, timeout=SECONDS
        )
        return done.returncode, (done.stdout + done.stderr).decode()

    def answers(self, host: str = "localhost") -> bool:
        question = urllib.request.Request(f"http://127.0.0.1:{self.port}/sanatate", headers={"Host": host})
        try:
            with urllib.request.urlopen(question, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> str:
        """A page's text, asked for as a proxy would."""
        question = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(question, timeout=30) as answer:
            return str(answer.read().decode())

    def wait_until_served(self, host: str = "localhost") -> None:
        """Until this start says so itself: an orphan of an earlier one might answer, too."""
        self._wait(lambda: "Împreună este la" in self.said())
        assert self.answers(host)

    def wait_until(self, path: str) -> None:
        self._wait((self.var / path).exists)

    def said(self) -> str:
        return self.output.read_text()

    def interrupt(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)

    def kill_parent(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(SECONDS)

    def processes(self) -> list[psutil.Process]:
        """Everything that belongs to this house, by its environment or its working folder."""
        found = []
        for process in psutil.process_iter():
            try:
                of_ours = process.environ().get("IMPREUNA_VAR") == str(self.var)
                if process.pid != os.getpid() and (of_ours or process.cwd().startswith(str(self.var))):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def kill_everything(self) -> None:
        for process in (processes := self.processes()):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        assert wait_until_ended(processes, SECONDS) == []
        if self.process is not None:
            self.process.wait(SECONDS)

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(30)
        self.kill_everything()

    def _wait(self, ready: object) -> None:
        deadline = time.monotonic() + SECONDS
        while not ready():  # type: ignore[operator]
            assert self.process is not None
            assert self.process.poll() is None, f"serve ended: {self.said()}"
            assert time.monotonic() < deadline, f"serve does not come up: {self.said()}"
            time.sleep(0.05)
