"""A million rows taken away as a file: when the first byte comes, how long it takes, what memory the server needs."""

from __future__ import annotations

import http.client
import threading
import time
from typing import Any

from tests.bench.figures import Effort, rounded
from tests.bench.people import Worker, employ
from tests.bench.screens import MANY, fill
from tests.bench.site import Site

PATH = "/imagine/tara/fisiere/?tabel=vulnerabilitati&fisier="


class Patience(Exception):
    """The server sends as many long files as it will at once."""


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """Both kinds of file, each twice: memory is compared with what the workers had before and after the first."""
    with site.connect() as connection:
        fill(connection, effort.of(MANY, 6))
        row = connection.execute(
            "SELECT count(*) FROM monitoring_figure f JOIN territory_commune c ON c.siruta = f.place_id"
            " WHERE measure LIKE 'finding:%' AND village_id = 0 AND age_band <> ''"
        ).fetchone()
        minister = employ(connection, 0, "ministry_education", "country")
    found: dict[str, Any] = {"rows_by_age_and_sex": row[0] if row else 0}
    for form in ("csv", "xlsx"):
        found[form] = [_take(site, minister, f"{PATH}{form}") for _turn in range(2)]
    found["two_at_once"] = _two_at_once(site, minister)
    found["aims"] = {"first_byte_s": 1, "grown_mb": 50}
    return found


def _take(site: Site, reader: Worker, path: str) -> dict[str, Any]:
    """One download. `peak_mb` is the largest worker at any moment; `grown_mb`, against before."""
    before = max(site.workers_memory())
    peaks: list[float] = []
    done = threading.Event()
    watching = threading.Thread(target=_watch, args=(site, peaks, done))
    watching.start()
    try:
        first, whole, size, rows = _download(site.port, reader, path)
    finally:
        done.set()
        watching.join()
    after = max(site.workers_memory())
    return {
        "first_byte_ms": rounded(first * 1000),
        "seconds": rounded(whole),
        "megabytes": rounded(size / 2**20),
        "lines": rows,
        "before_mb": rounded(before),
        "peak_mb": rounded(max([*peaks, after])),
        "after_mb": rounded(after),
        "grown_mb": rounded(max([*peaks, after]) - before),
    }


def _watch(site: Site, peaks: list[float], done: threading.Event) -> None:
    while not done.wait(0.2):
        peaks.append(max(site.workers_memory()))


def _download(port: int, reader: Worker, path: str) -> tuple[float, float, int, int]:
    """Seconds to the first byte of the body and to the last, bytes, lines."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    began = time.perf_counter()
    connection.request("GET", path, headers={**reader.headers, "Host": "localhost"})
    answer = connection.getresponse()
    if answer.status == 503:
        raise Patience
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    chunk = answer.read(1)
    first = time.perf_counter() - began
    size = lines = 0
    while chunk:
        size, lines = size + len(chunk), lines + chunk.count(b"\n")
        chunk = answer.read(256 * 1024)
    connection.close()
    return first, time.perf_counter() - began, size, lines


def _take_or_wait(port: int, reader: Worker) -> None:
    """A download; the second one of a process is told to wait, and then it asks again."""
    while True:
        try:
            _download(port, reader, f"{PATH}csv")
        except Patience:
            time.sleep(1)
        else:
            return


def _two_at_once(site: Site, reader: Worker) -> dict[str, float]:
    """While two files go out, a page is still answered: its time says what the others notice."""
    others = [threading.Thread(target=_take_or_wait, args=(site.port, reader)) for _each in range(2)]
    for other in others:
        other.start()
    waited = []
    while any(other.is_alive() for other in others):
        began = time.perf_counter()
        page = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        page.request("GET", "/imagine/tara/", headers={**reader.headers, "Host": "localhost"})
        page.getresponse().read()
        page.close()
        waited.append(time.perf_counter() - began)
        time.sleep(0.2)
    ordered = sorted(waited)
    return {
        "pages": len(ordered),
        "p50_ms": rounded(ordered[len(ordered) // 2] * 1000),
        "longest_ms": rounded(ordered[-1] * 1000),
    }
