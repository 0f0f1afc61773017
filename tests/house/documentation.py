"""Reading the documentation: tables, links, names and references to the law, for `test_docs`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LAW = [DOCS / "law.md", *sorted((DOCS / "law").glob("*.md"))]
#: Rooms of the plan, in their order; those without a folder are still to come.
ROOMS = (
    *("kernel", "ui", "territory", "workforce", "nomenclature", "registry", "assessment", "obligations", "cases"),
    *("services", "documents", "monitoring", "programme", "directory", "sync", "interop", "web", "config", "field"),
)

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^\s*```.*?^\s*```", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Every page that people read: docs/, and those that stand at the root."""
    return [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]


def prose(page: Path) -> str:
    """The page without its blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Targets of the page's links and images."""
    return _LINK.findall(prose(page))


def code_names(text: str) -> list[str]:
    """What stands between backticks."""
    return _CODE.findall(text)


def anchors(page: Path) -> set[str]:
    """The anchors that the page's head lines make (GitHub's way)."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def table_rows(page: Path, columns: int) -> Iterator[list[str]]:
    """Rows of the page's tables that have `columns` cells, without head and rule."""
    lines = prose(page).splitlines()
    for before, line in zip(["", *lines], lines, strict=False):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != columns or set(line) <= set("|-: "):
            continue
        is_head = not before.startswith("|")
        if not is_head:
            yield cells


@cache
def source() -> str:
    """All Python of the application, without its tests."""
    files = [path for path in (ROOT / "impreuna").rglob("*.py") if "tests" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def exists_in_code(name: str) -> bool:
    """Whether a name from the documentation is a path of the tree or a word of the source."""
    if "/" in name or name == "impreuna":
        return (ROOT / name).exists()
    return re.search(rf"\b{re.escape(name)}\b", source()) is not None


@dataclass(frozen=True)
class LawRow:
    """One line of a table of the law."""

    page: str
    reference: str
    asks: str
    where: str
    state: str


def law_rows() -> list[LawRow]:
    """Every line of the tables under docs/law/."""
    return [LawRow(page.name, *cells) for page in LAW[1:] for cells in table_rows(page, 4)]


# --- References to the law -----------------------------------------------------------------------------
# Written in many ways; compared as `text place`, for instance `P 3(4)a`, `O 3.2`, `L 54^2(1)`, `GDPR 5(1)d`.

_PLACE = r"\d+(?:\^\d+)?(?:\.\d+)*(?:\(\d+\))?\s?(?:[a-z](?![a-zăâîșț]))?"
_MORE = rf"{_PLACE}|\(\d+\)[a-z]?|[a-z](?![a-zăâîșț])"
_CITATIONS = (
    ("P", rf"(?:\bP|[Pp]rotocol\w*(?: de colaborare)?(?: din)? 2017),? art\. ?({_PLACE})"),
    ("O", rf"(?:\bO|\bOrd(?:\.|in\w*) (?:nr\. )?288/2006),? (?:art\. |std\. |standard\w* |pct\. )?({_PLACE})"),
    ("L", rf"(?:\bL|\bLeg(?:ea|ii) (?:nr\. )?292/2011),? art\. ?({_PLACE})"),
    ("GDPR", rf"\b(?:GDPR|RGPD|Regulamentul (?:\(UE\) )?2016/679),? art\. ?({_PLACE})"),
    ("{1}", rf"\b((?:Leg(?:ea|ii)|HG|OUG) (?:nr\. )?(?!292/2011)\d+/\d{{4}}),? art\. ?({_PLACE})"),
)


def citations(text: str) -> set[str]:
    """The places of the law that a text cites. A list ("art. 5(1)d, 16") counts each member."""
    found: set[str] = set()
    for name, pattern in _CITATIONS:
        for match in re.finditer(pattern, text):
            *law, first = match.groups()
            title = re.sub(r"^Legii", "Legea", law[0]).replace("nr. ", "") if law else name
            rest = re.match(rf"(?:(?:,| și|[–-]) ?(?:{_MORE}))*", text[match.end() :])
            for place in _expanded(first, rest.group() if rest else ""):
                found.add(f"{title} {place}")
    return found


def _expanded(first: str, rest: str) -> Iterator[str]:
    """`3(4)c` and `–e` give 3(4)c, 3(4)d, 3(4)e; `1(1)` and `–(2)` give both; `5(1)d` and `, 16` give both."""
    current = first.replace(" ", "")
    yield current
    for mark, piece in re.findall(rf"(,| și|[–-]) ?({_MORE})", rest):
        piece = piece.replace(" ", "")
        stem = current.rstrip("abcdefghijklmnopqrstuvwxyz")
        whole = stem + piece if piece.isalpha() else stem.split("(")[0] + piece if piece.startswith("(") else piece
        if mark in "–-" and piece.isalpha() and current[-1].isalpha():
            yield from (stem + chr(letter) for letter in range(ord(current[-1]) + 1, ord(piece) + 1))
        elif mark in "–-" and piece.isdecimal() and current.isdecimal():
            yield from map(str, range(int(current) + 1, int(piece) + 1))
        else:
            yield whole
        current = whole


def is_known(citation: str, known: set[str]) -> bool:
    """Whether the tables hold the cited place, something within it, or something around it."""
    title, place = citation.rsplit(" ", 1)
    places = {other.rsplit(" ", 1)[1] for other in known if other.rsplit(" ", 1)[0] == title}
    return any(_within(place, other) or _within(other, place) for other in places)


def _within(inner: str, outer: str) -> bool:
    return inner == outer or (inner.startswith(outer) and not inner[len(outer)].isdecimal())
