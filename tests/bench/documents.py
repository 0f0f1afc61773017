"""Documents of a case: one printed, a whole file put together, a code read from a photographed page.

Nothing of the server takes part: an entry's data are set, assembled and read as the application does it. CPU, so that
the figures hold beside other work.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

from tests.bench.figures import Effort, rounded, spread
from tests.bench.site import Site

#: Every document has to be set within this much CPU.
LIMIT = 300
FILE = 24


def measure(_site: Site, effort: Effort) -> dict[str, Any]:
    """CPU of one document of each kind (cold: its first in a process), of a file of 24 documents, of one reading."""
    from impreuna.documents.assembling import assemble
    from impreuna.documents.rules.kinds import OF_ACT
    from impreuna.documents.scanning import read_codes
    from impreuna.documents.tests.photographs import page_of, photograph
    from impreuna.documents.tests.telling import SAID, START, Teller
    from impreuna.documents.tests.test_papers import made

    rounds = effort.of(20, 2)
    first = _cpu(lambda: made(Teller().tell(), "WriteInitialReport"), 1)
    kinds = {
        OF_ACT[act].paper: _cpu(lambda act=act: made(_anew(Teller, SAID), act), rounds)  # type: ignore[misc]
        for act in OF_ACT
    }
    parts = [(act, made(Teller().tell(), act)) for act in OF_ACT][:FILE]
    picture = photograph(page_of(parts[0][1]))
    file = io.BytesIO(assemble(parts, "Dosar", START))
    return {
        "limit_ms": LIMIT,
        "first_in_a_process": first,
        "by_kind": kinds,
        "slowest_p95_ms": max(each["p95_ms"] for each in kinds.values()),
        "whole_file": {"documents": len(parts), "kb": len(file.getvalue()) // 1024,
                       **_cpu(lambda: assemble(parts, "Dosar", START), effort.of(5))},
        "read_code": _cpu(lambda: read_codes(picture), effort.of(10)),
    }  # fmt: skip


_turn = 0


def _anew(teller: Any, said: str) -> Any:
    """The story with other words each time: what was set before is remembered, and would cost nothing."""
    global _turn
    _turn += 1
    return teller(f"{said} {_turn} " * 8).tell()


def _cpu(act: Callable[[], Any], times: int) -> dict[str, float]:
    seconds = []
    for _each in range(times):
        began = time.process_time()
        act()
        seconds.append(time.process_time() - began)
    return {**spread(seconds), "mean_ms": rounded(sum(seconds) * 1000 / times)}
