"""Many tablets at once, from a process of their own: each sends what it has and then fetches, as the real one does.

`python -m tests.bench.crowd_client` reads a pickled `Crowd` from standard input and writes a pickled `Done`.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import pickle
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

#: Tries of one request when the server asks for patience; the real tablet goes on for weeks.
_TRIES = 60


@dataclass(frozen=True)
class Caller:
    """A tablet: its headers, what it pushes, and where its last pull ended."""

    headers: dict[str, str]
    body: bytes
    view: str
    after: int
    head: str


@dataclass(frozen=True)
class Crowd:
    """All tablets, which begin at the same moment."""

    port: int
    callers: list[Caller]


@dataclass
class Done:
    """How it went: seconds until each tablet was done, answers by status, commands by outcome, what failed."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    records: int = 0
    failed: list[str] = field(default_factory=list)


def begin(crowd: Crowd) -> subprocess.Popen[bytes]:
    """Starts the crowd; `end` answers how it went."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.crowd_client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.write(pickle.dumps(crowd))
    process.stdin.close()
    process.stdin = None
    return process


def end(process: subprocess.Popen[bytes]) -> Done:
    """Waits for the crowd."""
    output, _nothing = process.communicate()
    done: Done = pickle.loads(output)
    return done


async def _call(crowd: Crowd, done: Done, caller: Caller, method: str, path: str, body: bytes = b"") -> bytes:
    """One request, asked again with growing patience while the server says that it is busy."""
    for turn in range(_TRIES):
        try:
            status, answer_headers, answer = await _once(crowd.port, caller, method, path, body)
        except OSError as problem:
            done.statuses[0] += 1
            status, answer_headers, answer = 0, {}, str(problem).encode()
        else:
            done.statuses[status] += 1
        if status == 200:
            return answer
        if status not in (0, 429, 503):
            raise RuntimeError(f"{status}: {answer[:200]!r}")
        patience = float(answer_headers.get("retry-after", "1"))
        await asyncio.sleep(patience * random.uniform(0.5, 1.5) * min(4, 1 + turn / 4))
    raise RuntimeError("no patience left")


async def _once(port: int, caller: Caller, method: str, path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        headers = {**caller.headers, "Host": "localhost", "Connection": "close", "Content-Length": str(len(body))}
        if body:
            headers["Content-Type"] = "application/json"
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        await writer.drain()
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        said = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines if line)}
        answer = await reader.readexactly(int(said.get("content-length", "0")))
    finally:
        writer.close()
    return int(first.split()[1]), said, gzip.decompress(answer) if said.get("content-encoding") == "gzip" else answer


async def _sync(crowd: Crowd, done: Done, caller: Caller) -> None:
    began = time.perf_counter()
    try:
        pushed = json.loads(await _call(crowd, done, caller, "POST", "/api/sync/push", caller.body))
        done.outcomes.update(outcome["status"] for outcome in pushed["outcomes"])
        await _pull(crowd, done, caller)
    except (RuntimeError, ValueError, KeyError, asyncio.IncompleteReadError) as problem:
        done.failed.append(f"{type(problem).__name__}: {problem}")
    done.seconds.append(time.perf_counter() - began)


async def _pull(crowd: Crowd, done: Done, caller: Caller) -> None:
    asked: dict[str, Any] = {"view": caller.view, "after": caller.after, "head": caller.head, "limit": 2000}
    while True:
        page = await _call(crowd, done, caller, "GET", f"/api/sync/pull?{urlencode(asked)}")
        lines = page.strip().split(b"\n")
        done.records += len(lines) - 2
        last = json.loads(lines[-1])
        if "done" in last:
            return
        asked["page"] = last["next"]


async def _all(crowd: Crowd) -> Done:
    done = Done()
    await asyncio.gather(*(_sync(crowd, done, caller) for caller in crowd.callers))
    return done


def _run() -> None:
    sys.stdout.buffer.write(pickle.dumps(asyncio.run(_all(pickle.load(sys.stdin.buffer)))))


if __name__ == "__main__":
    from tests.bench import crowd_client  # under its own name, so that what is pickled is known by it

    crowd_client._run()
