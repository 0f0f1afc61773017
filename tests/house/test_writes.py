"""Only `commands` write. The guard refuses at run time; this reads the source and says so earlier."""

import ast
from pathlib import Path

import pytest

from impreuna.kernel.guard import WriteOutsideExecute
from impreuna.kernel.models import Restriction

ROOT = Path(__file__).resolve().parents[2]
WRITING = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
#: Names whose methods of that name change no table: dictionaries, sets, hashes, sessions, HTTP, pictures.
NOT_TABLES = {
    "digest", "facts", "session", "request", "cookies", "environ", "context", "attrs", "lines", "catalogue", "picture",
}  # fmt: skip
#: What may write besides commands: file → reason.
EXCEPTIONS = {
    "impreuna/kernel/guard.py": "the guard itself, which calls what it guards",
    "impreuna/kernel/drafts.py": "unfinished work, which is no act yet (docs/decisions/0026-drafts-are-not-acts.md)",
    "impreuna/kernel/files.py": "contents of pictures (docs/decisions/0029-contents-are-not-acts.md)",
    "impreuna/workforce/backend.py": "sign-in data, which django-allauth keeps",
    "impreuna/workforce/adapters.py": "sign-in data, which django-allauth keeps",
}


def sources() -> list[Path]:
    found = []
    for path in (ROOT / "impreuna").rglob("*.py"):
        parts = path.relative_to(ROOT / "impreuna").parts
        if not {"tests", "migrations"} & set(parts) and not {"commands", "commands.py"} & set(parts[1:]):
            found.append(path)
    return found


def is_table_write(call: ast.Call) -> bool:
    """`x.objects….create(…)`, `row.save(…)`: an attribute call of a writing name on something that may be a table."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in WRITING:
        return False
    text = ast.unparse(function.value)
    if "objects" in text:
        return True
    return function.attr in {"save", "bulk_create", "bulk_update"} and text.split(".")[-1] not in NOT_TABLES


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_only_commands_write(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    if name in EXCEPTIONS:
        pytest.skip(EXCEPTIONS[name])
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    found = [f"{name}:{call.lineno} {ast.unparse(call.func)}" for call in calls if is_table_write(call)]
    assert not found, f"Write a command in the room's commands.py and call execute instead: {found}"


@pytest.mark.django_db
def test_a_table_refuses_outside_execute() -> None:
    for write in (
        lambda: Restriction.objects.create(commune_id=1, id="0" * 32, n=1, reason=""),
        lambda: Restriction(commune_id=1, id="0" * 32, n=1, reason="").save(),
        lambda: Restriction.objects.update(reason="x"),
        lambda: Restriction.objects.all().delete(),
        lambda: Restriction.objects.bulk_create([Restriction(commune_id=1, id="0" * 32, n=1, reason="")]),
    ):
        with pytest.raises(WriteOutsideExecute):
            write()
