"""The documentation says what is so: links lead somewhere, names exist, the law is mapped, nothing is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house import documentation as docs
from tests.house.documentation import DOCS, ROOT

DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
STATES = {"here", "partly", "not yet", "outside"}
OPERATORS = sorted((DOCS / "operators").glob("*.md"))
#: A path that only exists once the application has run.
MADE_AT_RUN_TIME = re.compile(r"[<>*{}…]|^(var|build)/")


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- Decisions -----------------------------------------------------------------------------------------


def test_decisions_are_numbered_by_file_name_without_gap_or_repeat():
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1)), "number docs/decisions/NNNN-*.md in order, each once"


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_one_head_line_context_decision_and_consequences(page):
    text = page.read_text(encoding="utf-8")
    heads = re.findall(r"^#.*$", text, re.MULTILINE)
    assert len(heads) == 1 and text.startswith("# "), "one head line, the first; no other heads"
    assert not re.match(r"# \d", heads[0]), "the number stands in the file's name only"
    for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
        assert part in text, f"write {part}"
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert f"[{heads[0][2:]}]({page.name})" in index, "list it in docs/decisions/README.md under its head line"


# --- Links and names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", docs.pages(), ids=by_name)
def test_every_link_leads_somewhere(page):
    for target in docs.links(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{target}: there is no such file"
        if anchor and found.suffix == ".md":
            assert anchor in docs.anchors(found), f"{target}: no such head line"


@pytest.mark.parametrize("page", docs.pages(), ids=by_name)
def test_every_path_that_a_page_names_exists(page):
    rooms = tuple(f"{folder}/" for folder in ("impreuna", "tests", "docs", "requirements", "lists", "contracts"))
    for name in docs.code_names(docs.prose(page)):
        if name.startswith(rooms) and " " not in name and not MADE_AT_RUN_TIME.search(name):
            assert (ROOT / name).exists(), f"`{name}` does not exist"


def test_the_index_leads_to_every_page():
    reached, waiting = set(), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        found = [(page.parent / target.partition("#")[0]).resolve() for target in docs.links(page)]
        waiting += [other for other in found if other.suffix == ".md" and other.exists() and other not in reached]
    printed = {DOCS / name for name in ("policy.md", "lifecycle.md", "settings.md")}
    lost = set(DOCS.rglob("*.md")) - reached - printed
    assert not lost, f"no link leads to {sorted(map(by_name, lost))}"


# --- Operators -----------------------------------------------------------------------------------------


def operators_text() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in OPERATORS)


def test_every_variable_of_the_environment_is_documented():
    from impreuna.config.settings import ENVIRONMENT

    text = operators_text()
    missing = [name for name in ENVIRONMENT.known if f"`{name}`" not in text]
    assert not missing, f"explain {missing} in docs/operators/settings.md"


def test_no_variable_is_documented_that_nobody_reads():
    from impreuna.config.settings import ENVIRONMENT

    known = ENVIRONMENT.known.keys() | {"IMPREUNA_"}
    rows = [cells for cells in docs.table_rows(DOCS / "operators" / "settings.md", 3) if cells[0].startswith("`")]
    assert rows
    unread = [name for cells in rows for name in docs.code_names(cells[0]) if name not in known]
    assert not unread, f"nobody reads {unread}"


def cli_commands() -> list[str]:
    import click

    from impreuna.config.cli.program import program

    found: list[str] = []

    def walk(command: click.Command, path: str) -> None:
        if not isinstance(command, click.Group):
            found.append(path)
            return
        context = click.Context(command)
        for name in command.list_commands(context):
            part = command.get_command(context, name)
            if part is not None and not part.hidden:
                walk(part, f"{path} {name}")

    walk(program, "impreuna")
    return found


def test_every_command_of_the_program_is_documented():
    text = operators_text() + "\n".join(p.read_text(encoding="utf-8") for p in (DOCS / "developers").glob("*.md"))
    missing = [command for command in cli_commands() if not re.search(rf"\b{re.escape(command)}\b", text)]
    assert not missing, f"explain {missing} in docs/operators/commands.md"


# --- Words ---------------------------------------------------------------------------------------------


def glossary() -> list[tuple[str, str, bool]]:
    """(name in code, room, whether it is still to come)."""
    rows = docs.table_rows(DOCS / "glossary.md", 5)
    return [(name, cells[2], cells[4] == "not yet") for cells in rows for name in docs.code_names(cells[1])]


def test_every_name_of_the_glossary_is_in_the_code_or_marked_not_yet():
    names = glossary()
    assert len(names) > 80
    missing = [name for name, _room, is_to_come in names if not is_to_come and not docs.exists_in_code(name)]
    assert not missing, f"the code has no {missing}: correct the glossary, or mark them not yet"


def test_no_name_is_marked_not_yet_that_exists_as_a_class():
    there = [name for name, _room, is_to_come in glossary() if is_to_come and f"\nclass {name}(" in docs.source()]
    assert not there, f"{there} exist by now: take the mark away in docs/glossary.md"


def test_rooms_of_the_glossary_are_rooms_of_the_plan():
    rooms = {room.strip() for _name, cell, _ in glossary() for room in cell.split(",")}
    assert rooms <= set(docs.ROOMS), rooms - set(docs.ROOMS)


# --- The law -------------------------------------------------------------------------------------------


def test_the_law_is_mapped_row_by_row():
    rows = docs.law_rows()
    assert len(rows) > 250
    wrong = [row.reference for row in rows if row.state not in STATES]
    assert not wrong, f"{wrong}: the state is one of {sorted(STATES)}"
    references = [(row.page, row.reference) for row in rows]
    twice = {reference for reference in references if references.count(reference) > 1}
    assert not twice, f"mapped twice: {twice}"


def test_what_is_said_to_be_here_exists():
    for row in docs.law_rows():
        names = docs.code_names(row.where.split("; then")[0])
        if row.state == "here":
            assert names and all(map(docs.exists_in_code, names)), f"{row.reference}: {names}"
        if row.state == "partly":
            assert any(map(docs.exists_in_code, names)), f"{row.reference}: nothing of {names} exists"


def test_what_is_not_yet_names_its_room():
    for row in docs.law_rows():
        if row.state == "not yet":
            assert set(docs.code_names(row.where)) & set(docs.ROOMS), f"{row.reference}: in which room will it live?"


def test_paths_in_the_law_exist_whatever_the_state():
    for row in docs.law_rows():
        for name in docs.code_names(row.where):
            assert "/" not in name or (ROOT / name).exists(), f"{row.reference}: {name}"


def known_places() -> set[str]:
    return {place for row in docs.law_rows() for place in docs.citations(_as_citation(row.reference))}


def _as_citation(reference: str) -> str:
    """Rows of Order 288 say `O 3.2` and `O (I)3.3`; only the former are cited."""
    return re.sub(r"\(I\)[\d.]+(?:–\(I\)[\d.]+)?", "", reference)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Gospodărie (P art. 3(4)a).", {"P 3(4)a"}),
        ("Protocolul din 2017, art. 3(4)c–e", {"P 3(4)c", "P 3(4)d", "P 3(4)e"}),
        ("Închiderea cazului (Ord. 288/2006, 8.5).", {"O 8.5"}),
        ("O 7.4, 7.5, 7.6", {"O 7.4", "O 7.5", "O 7.6"}),
        ("Legea 292/2011, art. 54^2(1)", {"L 54^2(1)"}),
        ("GDPR art. 5(1)d, 16", {"GDPR 5(1)d", "GDPR 16"}),
        ("Legea 190/2018, art. 4", {"Legea 190/2018 4"}),
        ("Nimic de lege aici, nici 3(4)a.", set()),
    ],
)
def test_citations_are_read_as_people_write_them(text, places):
    assert docs.citations(text) == places


def test_every_command_cites_the_law_that_the_tables_map():
    import django

    django.setup()
    from impreuna.kernel.command import KINDS

    known, unmapped = known_places(), []
    for kind, command in KINDS.items():
        cited = docs.citations(command.__doc__ or "")
        unmapped += [(kind, place) for place in sorted(cited) if not docs.is_known(place, known)]
    assert KINDS, "no command is registered: are the rooms loaded?"
    assert not unmapped, f"map these in docs/law/: {unmapped}"
