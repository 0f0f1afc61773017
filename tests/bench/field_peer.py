"""The peer of the first download: PouchDB in the same browser, from a server that speaks CouchDB's protocol."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bench.field_browser import Tablet
from tests.bench.site import free_port

FOLDER = Path(__file__).parent / "pouchdb"
#: As PouchDB replicates when nothing is said, and with batches ten times as large; both of its stores.
WAYS = {
    "idb_default": ("idb", 100),
    "idb_1000": ("idb", 1000),
    "indexeddb_default": ("indexeddb", 100),
    "indexeddb_1000": ("indexeddb", 1000),
}


def install() -> None:
    """Fetches the peer's packages when they are not here."""
    if not (FOLDER / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL)


def documents(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tablet's rows as documents: the same fields, the row's key as the document's."""
    return [
        {"_id": "/".join([row["kind"], row["id"], *([row["area"]] if row["kind"] == "answers" else [])]), **row}
        for row in rows
    ]


@contextmanager
def peer(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Serves the rows; the address."""
    port = free_port()
    command = ["node", str(FOLDER / "server.mjs"), str(port), str(FOLDER / "page")]
    process = subprocess.Popen(command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    try:
        for document in documents(rows):
            process.stdin.write(json.dumps(document).encode() + b"\n")
        process.stdin.close()
        if process.stdout.readline() != b"ready\n":
            raise RuntimeError("the peer does not answer")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def replicate(tablet: Tablet, address: str, way: str) -> dict[str, float]:
    """One whole replication into a fresh database of the browser; seconds and documents."""
    adapter, batch = WAYS[way]
    tablet.page.goto(f"{address}/page/")
    said: dict[str, float] = tablet.page.evaluate("([adapter, batch]) => download(adapter, batch)", [adapter, batch])
    if not said.pop("ok"):
        raise RuntimeError(f"{way} did not replicate")
    return said
