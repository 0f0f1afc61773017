"""Papers: every kind is set from full, empty and hostile contents, as an archive's and a screen reader's PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from impreuna.cases.rules.acts import ACTS
from impreuna.documents.rules.brief import contract_brief
from impreuna.documents.rules.index import file_index, free_paper, head_of, index_paper
from impreuna.documents.rules.kinds import OF_ACT, kind_of
from impreuna.documents.rules.monitoring import reintegration_report
from impreuna.documents.rules.paper import grouped, issued, paper_of
from impreuna.documents.rules.printable import printable
from impreuna.documents.rules.registers import BLANK, REGISTERS, register
from impreuna.documents.rules.source import READ_BY_ALL, Source
from impreuna.documents.tests.archive import faults_of
from impreuna.documents.tests.reading import text_of
from impreuna.documents.tests.telling import SAID, START, Colleague, Teller, Told
from impreuna.documents.typesetting import PAPERS, render
from impreuna.kernel.policy import CASE_WORKERS, ROLES

ADDRESS = "https://impreuna.example.org/verificare/7K3M9QXB2FVD/"
FULL, EMPTY = Teller().tell(), Teller(is_empty=True).tell()


def made(source: Source, act: str) -> bytes:
    entry = source.last(act)
    assert entry is not None
    kind = kind_of(act, entry.content) or OF_ACT[act]
    paper = issued(paper_of(kind, source, entry), 41, START, "7K3M9QXB2FVD", ADDRESS)
    return render(kind.paper, paper.content(), qr=ADDRESS, at=START)


def test_every_act_that_prints_has_a_document_of_its_code() -> None:
    assert {act: kind.code for act, kind in OF_ACT.items()} == {
        act.kind: act.document for act in ACTS.values() if act.document
    }
    templates = {path.stem for path in PAPERS.glob("*.typ")}
    assert {kind.paper for kind in OF_ACT.values()} <= templates
    assert templates == {kind.paper for kind in OF_ACT.values()} | {
        "frame", "file_index", "register", "reintegration_report",
    }  # fmt: skip


@pytest.mark.parametrize("act", OF_ACT)
def test_a_document_says_what_its_entry_says(act: str) -> None:
    text = text_of(made(FULL, act))
    kind = OF_ACT[act]
    assert "Nr. 41 din 2 noiembrie 2026" in text and "Cazul nr. 3/2026" in text and "pagina 1 din" in text
    assert "Județul Satu Mare" in text and kind.code in text and "7K3M-9QXB-2FVD" in text
    assert kind.mark.startswith("model propus") and kind.mark in text
    assert kind.basis.split(";")[0].replace("^", "") in text
    if act not in ("DesignateResponsible", "RecordDisposition", "MakeContract"):
        assert "„nu am lemne pentru iarnă”" in text and "Al doilea paragraf." in text


#: A code of a list, a day as a machine writes it, a value that is none.
_NOT_WORDS = re.compile(r"\b[a-z]+_[a-z_]+\b|\b\d{4}-\d{2}-\d{2}\b|\b(None|True|False|null)\b|[şţŞŢ]|nr\. din")


@pytest.mark.parametrize("act", OF_ACT)
def test_a_document_speaks_in_words(act: str) -> None:
    for source in (FULL, EMPTY):
        assert not _NOT_WORDS.findall(text_of(made(source, act)))


def test_the_plan_and_the_contract_tell_the_family_in_everyday_words() -> None:
    plan, contract = text_of(made(FULL, "DraftPlan")), text_of(made(FULL, "MakeContract"))
    for said in (plan, contract):
        page = said[said.index("Pe scurt, pentru familie") :]
        assert "Consiliere școlară: săptămânal, 20 noiembrie 2026 – 1 iunie 2027. Se ocupă Ana Țuțu, Școala." in page
        assert "Pe cine sunați Ilinca Breban Responsabil de caz prevenire Telefon" in page
    assert "Planul arată ce facem împreună, între 20 noiembrie 2026 și 19 noiembrie 2027." in plan
    assert "Cât plătiți – Nimic." in contract
    alone = replace(FULL, case=replace(FULL.case, subject="elderly"))  # type: ignore[type-var]
    assert "Pe scurt, pentru dumneavoastră" in text_of(made(alone, "DraftPlan"))


@pytest.mark.parametrize(
    ("contribution", "said"), [("", "Ce facem noi"), ("0.00", "– Nimic."), ("1250.5", "– 1.250,50 lei, contribuția")]
)
def test_what_somebody_pays_is_said_as_it_was_agreed(contribution: str, said: str) -> None:
    entry = FULL.last("MakeContract")
    assert entry is not None
    paid = replace(entry, content={**entry.content, "contribution": contribution})  # type: ignore[type-var]
    brief = contract_brief(FULL, paid, FULL.last("DraftPlan"))
    told = " ".join(f"{question} {' '.join(f'– {each}' for each in answers)}" for question, answers in brief.parts)
    assert f"Cât plătiți {said}" in " ".join(told.split())


def test_every_page_says_of_which_document_it_is() -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made(FULL, "DraftPlan"))).pages]
    assert len(pages) > 2 and all("Plan de servicii, nr. 41 din 2 noiembrie 2026" in page for page in pages)
    assert all("7K3M-9QXB-2FVD" in page for page in pages)


def test_what_is_long_goes_on_over_the_page_instead_of_leaving_it() -> None:
    """Forty people sign, the head writes three pages, forty letters leave: all of it lies on the paper."""
    members = tuple(Colleague(f"Colega {i}", "specialist", UUID(int=500 + i)) for i in range(40))
    plan = FULL.last("DraftPlan")
    note = {"decision": "endorsed", "note": f"{SAID} " * 80 + "Sfârșitul notei."}
    answers = [Told(UUID(int=900), "EndorseEntry", note, about_id=plan.id)]  # type: ignore[union-attr]
    answers += [
        Told(UUID(int=901 + i), "SendEntry", {"to": ["team"], "how": f"scrisoarea {i}"}, about_id=plan.id)  # type: ignore[union-attr]
        for i in range(40)
    ]
    case = replace(FULL.case, members=members, entries=(*FULL.case.entries, *answers))  # type: ignore[type-var]
    read = PdfReader(io.BytesIO(made(replace(FULL, case=case), "DraftPlan")))
    pages = [page.extract_text() for page in read.pages]
    for name, most in (("Colega", 16), ("scrisoarea", 30)):
        assert sum(page.count(name) for page in pages) == 40
        assert max(page.count(name) for page in pages) <= most, "more than a page holds"
    assert "Sfârșitul notei." in text_of(made(replace(FULL, case=case), "DraftPlan")) and len(read.pages) > 8


@pytest.mark.parametrize("act", OF_ACT)
def test_an_empty_entry_leaves_lines_to_fill_in_and_invents_nothing(act: str) -> None:
    text = text_of(made(EMPTY, act))
    assert "None" not in text and "lemne" not in text and "Cazul nr. 3/2026" in text


@pytest.mark.parametrize("act", OF_ACT)
def test_a_document_is_kept_and_read_aloud(act: str) -> None:
    assert faults_of(made(FULL, act)) == faults_of(made(EMPTY, act)) == []


def test_the_same_content_at_the_same_moment_gives_the_same_bytes() -> None:
    assert made(FULL, "DraftPlan") == made(Teller().tell(), "DraftPlan")


def test_a_document_is_made_of_nothing_that_its_readers_may_not_read() -> None:
    veiled = [
        replace(each, area="protection") if each.kind == "ReportProblem" else each  # type: ignore[type-var]
        for each in FULL.case.entries
    ]
    source = replace(FULL, case=replace(FULL.case, entries=tuple(veiled)))  # type: ignore[type-var]
    assert "Problema" in text_of(made(_after(FULL), "CheckService"))
    assert "Problema" not in text_of(made(_after(source), "CheckService"))


def test_every_reader_of_a_case_reads_what_all_documents_are_made_of() -> None:
    for role in (ROLES[code] for code in CASE_WORKERS):
        assert set(READ_BY_ALL) <= role.case_areas, role.code


def _after(source: Source) -> Source:
    """The story with one more check at its end: after the problem."""
    check = source.last("CheckService")
    again = replace(check, id=UUID(int=999))  # type: ignore[type-var]
    return replace(source, case=replace(source.case, entries=(*source.case.entries, again)))  # type: ignore[type-var]


def test_an_entry_into_the_register_is_no_contract() -> None:
    assert kind_of("MakeContract", {"contract_kind": "register"}) is None
    assert kind_of("MakeContract", {"contract_kind": "contract"}) is not None
    assert kind_of("NoteContact") is None
    plan = kind_of("DraftPlan", {"type": "intervention"})
    assert plan is not None and (plan.code, plan.title) == ("DOC-10", "Plan de intervenție")


HOSTILE = (
    '#panic("x") $x$ @ref <label> *bold* _it_ `raw` \\u{41} // /* ]) #{ } "',
    "🙂👩‍👩‍👧 ⛄ 日本語 العربية Ελλάδα Київ",
    "x" * 10_000,
    "Țăran Ștefan " * 769,
    "\x00\x01\x1b\u202e\u2028\ufeff\t\r\n",
    "#import \"frame.typ\": *\n= Titlu\n+ listă\n- alta",
)  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE, ids=["markup", "scripts", "long word", "long text", "controls", "lines"])
@pytest.mark.parametrize("act", ["WriteInitialReport", "DraftPlan", "CheckService", "ReferCase"])
def test_whatever_somebody_writes_is_set_as_text(act: str, said: str) -> None:
    text = text_of(made(Teller(said).tell(), act))
    if said == HOSTILE[0]:
        assert '#panic("x") $x$ @ref <label> *bold* _it_ `raw`' in text
    if said == HOSTILE[1]:
        assert "[slightly smiling face]" in text and "Київ" in text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_renders(said: str) -> None:
    assert made(Teller(said).tell(), "WriteInitialReport").startswith(b"%PDF-1.7")


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5))
def test_printable_keeps_the_form_of_what_it_prints(content: Any) -> None:
    shown = printable(content)
    assert type(shown) is type(content) and printable(shown) == shown


def test_index_registers_and_forms_are_set() -> None:
    body = file_index(FULL, [], "Ilinca Breban", 2)
    assert "Opisul dosarului" in text_of(render("file_index", index_paper(FULL, body, START).content(), at=START))
    for which in REGISTERS:
        paper = free_paper("DOC-24", REGISTERS[which], "", register(which, ()), head_of(FULL, START), is_wide=True)
        content = render("register", paper.content(), at=START)
        assert REGISTERS[which] in text_of(content) and BLANK[which] > 0
    report = free_paper("DOC-35", "Raport", "", reintegration_report(FULL), head_of(FULL, START))
    assert "DGASPC" in text_of(render("reintegration_report", report.content(), at=START))


def test_a_code_is_read_in_groups() -> None:
    assert grouped("7K3M9QXB2FVD") == "7K3M-9QXB-2FVD"
