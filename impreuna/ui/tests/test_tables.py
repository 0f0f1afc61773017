"""Files of tables: what Excel reads out of them, that nothing typed runs in it, and that memory stays flat."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.test import RequestFactory

from impreuna.ui import tables
from impreuna.ui.tables import Column, Table, asked_form, csv_of, download, xlsx_of

COLUMNS = [Column("Localitatea", 20), Column("Gospodării"), Column("Rata"), Column("Ziua"), Column("Momentul")]
ROW = ("Țicău", 12, 3.5, date(2026, 11, 22), datetime(2026, 11, 22, 12, 30, tzinfo=UTC))
#: What a malicious note could look like in somebody's spreadsheet.
FORMULAS = ["=1+1", "+40", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


def table(rows: object, columns: list[Column] = COLUMNS, **more: object) -> Table:
    return Table("gospodarii-beltiug", "Gospodării: Beltiug", columns, rows, **more)  # type: ignore[arg-type]


def read_csv(given: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(csv_of(given)).decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(given: Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_of(given))))


def test_csv_is_what_romanian_excel_expects() -> None:
    content = b"".join(csv_of(table([ROW, ("", None, None, None, None)])))
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(table([ROW]))[0] == [column.name for column in COLUMNS]
    assert read_csv(table([ROW]))[1] == ["Țicău", "12", "3,5", "22.11.2026", "22.11.2026 14:30"]
    assert content.endswith(b"\r\n;;;;\r\n")


def test_csv_keeps_what_would_break_it_apart() -> None:
    typed = 'Sat; "Deal"\nrândul doi'
    assert read_csv(table([(typed,)], [Column("A")]))[1] == [typed]


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_typed_runs_as_a_formula(formula: str) -> None:
    given = [(formula, -5)], [Column("A"), Column("B")]
    assert read_csv(table(*given))[1] == [f"'{formula}", "-5"]
    cell = read_xlsx(table(*given)).active["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x000D_", "\r").strip() == formula.strip()


def test_a_workbook_holds_texts_numbers_and_days() -> None:
    book = read_xlsx(table([ROW, ("<a&b>", 0, -1.25, None, None)], about=["Definiție", "=1+1"]))
    assert book.sheetnames == ["Gospodării  Beltiug", "Despre"]
    first, second = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert first[:3] == ("Țicău", 12, 3.5)
    assert [f"{cell:%d.%m.%Y %H:%M}" for cell in first[3:]] == ["22.11.2026 00:00", "22.11.2026 14:30"]
    assert second == ("<a&b>", 0, -1.25, None, None)
    assert [row[0] for row in book["Despre"].iter_rows(values_only=True)] == [
        "Gospodării: Beltiug", "Definiție", "=1+1",
    ]  # fmt: skip


def test_what_xml_cannot_hold_is_left_out() -> None:
    book = read_xlsx(table([("a\x00b\x0bc\ud800d",), ("x" * 40_000,)], [Column("A")]))
    assert book.active["A2"].value == "abcd"
    assert len(book.active["A3"].value) == 32_000
    assert read_csv(table([("d\ud800",)], [Column("A")]))[1] == ["d?"]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "SHEET_ROWS", 4)
    book = read_xlsx(table(((n,) for n in range(7)), [Column("Nr.")]))
    sheets = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    assert sheets == [["Nr.", 0, 1, 2], ["Nr.", 3, 4, 5], ["Nr.", 6]]
    assert book.sheetnames[1] == "Gospodării  Beltiug 2"


def test_an_empty_table_is_its_head() -> None:
    assert len(read_csv(table([]))) == 1
    assert read_xlsx(table([])).active.max_row == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_download_begins_before_its_rows_are_read(form: tables.Form) -> None:
    def never() -> Iterator[tuple[str]]:
        raise AssertionError("asked too early")
        yield ("",)

    answer = download(table(never(), [Column("A")]), form)
    assert next(iter(answer.streaming_content))
    assert f'filename="gospodarii-beltiug.{form}"' in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("writer", [csv_of, xlsx_of])
def test_memory_does_not_grow_with_the_rows(writer: object) -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        for _part in writer(table(ROW for _each in range(rows))):  # type: ignore[operator]
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)  # what is made once
    assert peak(40_000) < 1.5 * peak(2_000) + 300_000


def test_an_address_asks_for_a_known_form_only() -> None:
    ask = RequestFactory()
    assert asked_form(ask.get("/?fisier=csv")) == "csv"
    assert asked_form(ask.get("/?fisier=exe")) is None
    assert asked_form(ask.get("/")) is None
