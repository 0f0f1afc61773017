"""The tablet's evaluator, asked from Python: one node process, a line of JSON for each question and each answer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_ANSWERING = Path(__file__).with_name("answer_lines.mjs")


def build(folder: Path) -> Path:
    """Compiles field/src into `folder`, as modules that node runs. Raises with the compiler's words."""
    command = ["node_modules/.bin/tsc", "-p", "field/tsconfig.build.json", "--outDir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def ask(built: Path, questions: Iterable[dict[str, Any]]) -> list[Any]:
    """What the tablet answers to each of `questions` (answer_lines.mjs says what can be asked)."""
    lines = "".join(f"{json.dumps(question)}\n" for question in questions)
    done = subprocess.run(
        ["node", str(_ANSWERING), built.as_uri()], input=lines, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    # Whole numbers too are doubles over there, however many digits they are written with.
    return [json.loads(line, parse_int=float) for line in done.stdout.splitlines()]
