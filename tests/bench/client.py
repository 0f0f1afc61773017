"""A light HTTP client in a process of its own, so that the measured CPU is the server's alone.

`python -m tests.bench.client` reads a pickled `Load` from standard input and writes a pickled `Answers`.
"""

from __future__ import annotations

import pickle
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Load:
    """The requests, as bytes, that each client sends one after the other over one connection."""

    port: int
    clients: list[list[bytes]]


@dataclass
class Answers:
    """What came back: the time of each answer in seconds, in the order of each client's requests."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    sizes: int = 0
    wall: float = 0.0
    first_refusal: str = ""


def send(load: Load) -> Answers:
    """Sends `load` from another process and waits. Raises `RuntimeError` when an answer was not 2xx."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.client"], input=pickle.dumps(load), stdout=subprocess.PIPE, check=True
    )
    answers: Answers = pickle.loads(done.stdout)
    if any(not 200 <= status < 300 for status in answers.statuses):
        raise RuntimeError(f"{dict(answers.statuses)}: {answers.first_refusal}")
    return answers


def get(path: str, headers: dict[str, str]) -> bytes:
    """A request for a page."""
    return _head("GET", path, headers) + b"\r\n"


def post(path: str, headers: dict[str, str], body: bytes, kind: str = "application/json") -> bytes:
    """A request that carries JSON, or what `kind` says."""
    sized = {**headers, "Content-Type": kind, "Content-Length": str(len(body))}
    return _head("POST", path, sized) + b"\r\n" + body


def _head(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n").encode()


def _run(port: int, requests: list[bytes], into: Answers, ready: threading.Barrier) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ready.wait()
        for request in requests:
            start = time.perf_counter()
            connection.sendall(request)
            status, body = _receive(connection)
            into.seconds.append(time.perf_counter() - start)
            into.statuses[status] += 1
            into.sizes += len(body)
            if not 200 <= status < 300 and not into.first_refusal:
                into.first_refusal = body[:2000].decode(errors="replace")


def _receive(connection: socket.socket) -> tuple[int, bytes]:
    """Status and body of one answer, by its Content-Length."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += _more(connection)
    return int(head[9:12]), body


def _more(connection: socket.socket) -> bytes:
    piece = connection.recv(65536)
    if not piece:
        raise ConnectionError("the server closed the connection")
    return piece


def run(load: Load) -> Answers:
    """Sends `load` from this process, each client in a thread; returns when all are done."""
    each = [Answers() for _ in load.clients]
    ready = threading.Barrier(len(load.clients) + 1)
    threads = [
        threading.Thread(target=_run, args=(load.port, requests, into, ready))
        for requests, into in zip(load.clients, each, strict=True)
    ]
    for thread in threads:
        thread.start()
    ready.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    total = Answers(wall=time.perf_counter() - start)
    for one in each:
        total.seconds += one.seconds
        total.statuses += one.statuses
        total.sizes += one.sizes
        total.first_refusal = total.first_refusal or one.first_refusal
    return total


if __name__ == "__main__":
    from tests.bench import client  # under its own name, so that the pickles fit

    sys.stdout.buffer.write(pickle.dumps(client.run(pickle.load(sys.stdin.buffer))))
