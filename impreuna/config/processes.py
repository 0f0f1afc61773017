"""The processes that `impreuna serve` starts: kept together, stopped together, found again after a crash."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil

from impreuna.config.embedded import CannotStart, wait_until_ended

#: In the environment of every child: whose it is. So children are found even when their parent is gone.
MARK = "SERVED_FROM"


def hold_the_house(var: Path) -> IO[str]:
    """The right to serve from `var`, as a lock that falls with this process. Raises CannotStart when
    another `impreuna serve` has it."""
    var.mkdir(parents=True, exist_ok=True)
    file = (var / "serve.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "?"
        raise CannotStart(
            f"Împreună rulează deja din {var} (procesul {holder}). Opriți-l cu Ctrl-C acolo, sau cu: impreuna stop"
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def holder_of_the_house(var: Path) -> int | None:
    """The number of the process that serves from `var`, or None."""
    try:
        with (var / "serve.lock").open("r+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(file.read().strip())
    except (OSError, ValueError):
        pass
    return None


def end_orphans(var: Path) -> int:
    """End children of an earlier `serve` that was killed. Answers how many there were."""
    orphans = [p for p in psutil.process_iter() if p.pid != os.getpid() and _mark(p) == str(var)]
    left = orphans
    for request in (signal.SIGTERM, signal.SIGKILL):
        for process in left:
            with suppress(psutil.Error):  # it has ended by itself
                process.send_signal(request)
        left = wait_until_ended(left, 5)
    return len(orphans)


def require_free_port(address: str, port: int) -> None:
    """Raise CannotStart, naming another port, when somebody listens already."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError:
            raise CannotStart(
                f"Portul {port} este rezervat administratorului. Alegeți unul de la 1024 în sus: IMPREUNA_PORT=8000"
            ) from None
        except OSError as problem:
            raise CannotStart(
                f"Portul {port} este ocupat de alt program ({address}: {problem.strerror}). Opriți acel program sau "
                f"alegeți alt port: IMPREUNA_PORT={port + 1 if port < 65535 else 8000} make run"
            ) from None


class Children:
    """The web server and the worker. Their output goes where ours goes."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> None:
        environment = {**os.environ, MARK: str(self.var)}
        # A session of its own: Ctrl-C reaches us alone, and we stop them in order.
        self.running[name] = subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def ended(self) -> str | None:
        """The name of a child that is no more."""
        return next((name for name, child in self.running.items() if child.poll() is not None), None)

    def stop(self) -> None:
        """Ask all, then insist."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + 8
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        end_orphans(self.var)  # a server's own workers, should it have died before them


def _mark(process: psutil.Process) -> str | None:
    try:
        return process.environ().get(MARK)
    except (psutil.Error, OSError):
        return None
