"""Tables that leave as files: CSV for Romanian Excel, XLSX for everybody. Both are streamed, in flat memory.

A table is its columns, an iterator of rows and a name. Nothing is gathered: a million rows begin to arrive at
once and weigh as much as ten. What people typed can never run as a formula in somebody's spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from math import isfinite
from typing import IO, Any, Literal, cast
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

Form = Literal["csv", "xlsx"]
Row = Sequence[Any]

#: Name of the parameter in an address that asks for a page's table as a file.
FILE_PARAMETER = "fisier"
#: Rows of one sheet, its head among them: more do not open in Excel.
SHEET_ROWS = 1_048_576
#: A sheet ends before its XML needs the long form of ZIP, which Excel takes for damage.
SHEET_BYTES = 1_800_000_000

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_AT_ONCE = 500
_CHUNK = 64 * 1024
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_000
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and how many characters wide a spreadsheet shows it."""

    name: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """What leaves as a file. `name` is the file's, without ending; `about`: what the numbers mean, on a sheet of its
    own in XLSX. Cells are texts, whole or decimal numbers, days, moments, or None for an empty one."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    about: Sequence[str] = ()


def asked_form(request: HttpRequest) -> Form | None:
    """The kind of file that the address asks for; None when it asks for the page."""
    asked = request.GET.get(FILE_PARAMETER)
    return asked if asked in _TYPES else None  # type: ignore[return-value]


def download(table: Table, form: Form) -> StreamingHttpResponse:
    """The table as a file that begins to arrive before its rows are read. A mistake on the way breaks the download
    off: a file that is shorter than it should be never looks whole."""
    writer = csv_of if form == "csv" else xlsx_of
    response = StreamingHttpResponse(writer(table), content_type=_TYPES[form])
    plain = slugify(table.name) or "tabel"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}.{form}\"; filename*=UTF-8''{quote(plain)}.{form}"
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def csv_of(table: Table) -> Iterator[bytes]:
    """UTF-8 with its mark, semicolons, comma for decimals, days as 28.11.2026: what Romanian Excel opens by itself."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow([_plain(column.name) for column in table.columns])
    yield _taken(text)
    rows = iter(table.rows)
    while some := list(islice(rows, _AT_ONCE)):
        writer.writerows([[_plain(value) for value in row] for row in some])
        yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    content = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return content


def _plain(value: Any) -> Any:
    """A cell of CSV. A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_STARTS_FORMULA) else value
    if isinstance(value, bool) or value is None:
        return "" if value is None else int(value)
    if isinstance(value, float | Decimal):
        return f"{value}".replace(".", ",") if isfinite(value) else ""
    if isinstance(value, datetime):
        return f"{_local(value):%d.%m.%Y %H:%M}"
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


class _Outlet:
    """Where the ZIP writes to: it can neither seek nor tell, and is emptied after every few rows."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, content: bytes) -> int:
        self.parts.append(bytes(content))
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        content = b"".join(self.parts)
        self.parts.clear()
        self.size = 0
        return content


def xlsx_of(table: Table) -> Iterator[bytes]:
    """A workbook, written as it is read; after a million rows it goes on in a second sheet."""
    outlet = _Outlet()
    sheets: list[str] = []
    with zipfile.ZipFile(cast(IO[bytes], outlet), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        rows = iter(table.rows)
        more: Row | None = None
        while not sheets or more is not None:
            sheets.append(_sheet_name(table.title, len(sheets)))
            waiting = rows if more is None else chain([more], rows)
            more = yield from _sheet(archive, outlet, len(sheets), table.columns, waiting)
        if table.about:
            sheets.append("Despre")
            lines = [[table.title], *([line] for line in table.about)]
            yield from _sheet(archive, outlet, len(sheets), [], lines, width=110)
        for name, content in _frame(sheets):
            archive.writestr(name, content)
    yield outlet.take()


def _sheet(
    archive: zipfile.ZipFile,
    outlet: _Outlet,
    number: int,
    columns: Sequence[Column],
    waiting: Iterable[Row],
    width: int = 0,
) -> Generator[bytes, None, Row | None]:
    """Writes one sheet; returns the first row that found no place in it, None when all did."""
    rows = iter(waiting)
    written = size = 0
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
        sheet.write(_sheet_head(columns, width))
        if columns:
            sheet.write(_xml_row([column.name for column in columns], ' s="1"').encode())
            written = 1
        yield outlet.take()
        while some := list(islice(rows, min(_AT_ONCE, SHEET_ROWS - written))):
            xml = "".join([_xml_row(row) for row in some]).encode("utf-8", "replace")
            sheet.write(xml)
            written, size = written + len(some), size + len(xml)
            if outlet.size >= _CHUNK:
                yield outlet.take()
            if written >= SHEET_ROWS or size >= SHEET_BYTES:
                break
        sheet.write(b"</sheetData></worksheet>")
    return next(rows, None)


def _sheet_head(columns: Sequence[Column], width: int) -> bytes:
    widths = [column.width for column in columns] or [width]
    cols = "".join(f'<col min="{at}" max="{at}" width="{wide}" customWidth="1"/>' for at, wide in enumerate(widths, 1))
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if columns else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f"<cols>{cols}</cols><sheetData>"
    ).encode()


def _xml_row(row: Row, style: str = "") -> str:
    return "<row>" + "".join([_xml_cell(value, style) for value in row]) + "</row>"


def _xml_cell(value: Any, style: str) -> str:
    """Text is always inline text, so that nothing typed is ever a formula; days are numbers with a style."""
    if isinstance(value, str):
        clean = escape(_NOT_XML.sub("", value[:_LONGEST_TEXT]))
        return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>' if clean else "<c/>"
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, float | Decimal):
        return f"<c><v>{value}</v></c>" if isfinite(value) else "<c/>"
    if isinstance(value, datetime):
        local = _local(value)
        share = (local.hour * 3600 + local.minute * 60 + local.second) / 86400
        return f'<c s="3"><v>{(local.date() - _DAY_ZERO).days + share:.8f}</v></c>'
    if isinstance(value, date):
        return f'<c s="2"><v>{(value - _DAY_ZERO).days}</v></c>'
    return _xml_cell(str(value), style)


def _sheet_name(title: str, before: int) -> str:
    """At most 31 characters, none of those that Excel forbids."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", _NOT_XML.sub("", title)).strip() or "Tabel"
    return f"{plain[:27].strip()} {before + 1}" if before else plain[:31].strip()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
#: Styles by number: 0 plain, 1 bold for heads, 2 a day, 3 a moment.
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _relationships(content: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def _frame(sheets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a workbook has around its sheets. It comes last, when their number is known."""
    numbered = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in numbered)
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>',
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _name in numbered
    )
    styles = f'<Relationship Id="styles" Type="{_RELATED}/styles" Target="styles.xml"/>'
    yield "xl/_rels/workbook.xml.rels", _relationships(related + styles)
    yield "xl/styles.xml", _STYLES
    document = f'<Relationship Id="workbook" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", _relationships(document)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n, _name in numbered
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{parts}</Types>'
        ),
    )
