"""Reading files that people send: whatever the encoding, in rows with their line numbers, or a clear refusal."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from impreuna.kernel.text import clean
from impreuna.territory.rules.plans import LARGEST_FILE, FileRefused, Remark, RowRefused

#: Letters of Romanian and of the minorities' place names, and the signs of ordinary writing.
_LETTERS_KNOWN_HERE = frozenset("ăâîșțşţáéíóöőúüűäßčćđšžýřěůňłłâêôçñĂÂÎȘȚŞŢÁÉÍÓÖŐÚÜŰÄČĆĐŠŽÝ„”“‘’–—…«»°§·\u00a0")
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its columns as written (trimmed), its rows as `(line, fields by column)`, remarks on reading."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str] | RowRefused], ...]
    remarks: tuple[Remark, ...] = ()


def check_size(size: int) -> None:
    """Refuses a file of more than `LARGEST_FILE` bytes, naming the limit; an empty one too."""
    if size > LARGEST_FILE:
        megabyte = 1024 * 1024
        raise FileRefused("file_too_large", size=round(size / megabyte), limit=LARGEST_FILE // megabyte)
    if size == 0:
        raise FileRefused("file_empty")


def read_text(content: bytes, *, expected: str = "CSV") -> tuple[str, tuple[Remark, ...]]:
    """The text of a file, and remarks on how it was read.

    UTF-8 with or without its mark, UTF-16 with its mark (Excel's "Unicode text"), or Windows-1250, which
    for Romanian letters is the same as ISO 8859-2 and -16. Raises `FileRefused` for anything else.
    """
    check_size(len(content))
    if content.startswith(_ARCHIVES):
        raise FileRefused("file_is_spreadsheet")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _without_control(content.decode("utf-16", errors="replace"), expected), ()
    try:
        return _without_control(content.decode("utf-8-sig"), expected), ()
    except UnicodeDecodeError:
        return _read_old_letters(content, expected), (Remark("read_as_cp1250"),)


def _without_control(text: str, expected: str) -> str:
    if _CONTROL.search(text):
        raise FileRefused("file_is_binary", expected=expected)
    if not text.strip():
        raise FileRefused("file_empty")
    return text


def _read_old_letters(content: bytes, expected: str) -> str:
    text = _without_control(content.decode("cp1250", errors="replace"), expected)
    for line, row in enumerate(text.splitlines(), start=1):
        if not all(character.isascii() or character in _LETTERS_KNOWN_HERE for character in row):
            raise FileRefused("encoding_unknown", line=line)
    return text


def read_table(content: bytes, required: Collection[str] = (), also: Mapping[str, str] = {}) -> Table:
    """A CSV file with a head, separated by comma, semicolon or tab.

    `required` columns are compared without regard to case; `also` maps other names for them. A row with
    too few or too many fields is kept as a `RowRefused`. Raises `FileRefused` when the file as a whole cannot be used.
    """
    text, remarks = read_text(content)
    head = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=head.count))
    columns = tuple(also.get(name.lower(), name) for name in _head(reader))
    _check_columns(columns, required)
    rows = tuple(_rows(reader, columns))
    if not rows:
        raise FileRefused("no_rows")
    return Table(columns, rows, remarks)


def _head(reader: Iterator[list[str]]) -> list[str]:
    try:
        return [clean(name) for name in next(row for row in reader if any(row))]
    except (StopIteration, csv.Error) as error:
        raise FileRefused("no_rows") from error


def _check_columns(columns: tuple[str, ...], required: Collection[str]) -> None:
    lowered = [name.lower() for name in columns]
    missing = [name for name in required if name.lower() not in lowered]
    if missing:
        found = ", ".join(name for name in columns[:20] if name) or "–"
        raise FileRefused("columns_missing", columns=", ".join(missing), found=found)
    twice = sorted({name for name in lowered if name and lowered.count(name) > 1})
    if twice:
        raise FileRefused("column_twice", columns=", ".join(twice))


def _rows(reader: Any, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str] | RowRefused]]:
    keys = [name.lower() for name in columns]
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A field of more than 131,072 characters: an unclosed quotation mark swallowed the rest.
            yield reader.line_num, RowRefused("columns_too_few", count=1, expected=len(keys))
            return
        line = reader.line_num
        if not any(field.strip() for field in fields):
            continue
        if len(fields) != len(keys):
            yield line, RowRefused("columns_too_few", count=len(fields), expected=len(keys))
        else:
            yield line, dict(zip(keys, fields, strict=True))


def read_siruta(value: str) -> int:
    """A SIRUTA code from a field: digits only, judged by nothing else (77 official codes fail the check digit)."""
    digits = value.strip().removesuffix(".0")
    if not digits:
        raise RowRefused("siruta_missing")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise RowRefused("siruta_malformed", value=value.strip()[:20])
    return int(digits)


def read_count(value: str, column: str) -> int | None:
    """A count of people: empty and "*" (suppressed by the statisticians) are None, "-" is none at all."""
    bare = value.strip().replace("\u00a0", "").replace(" ", "")
    if bare in ("", "*", ":", "…"):
        return None
    if bare in ("-", "–"):
        return 0
    number = read_number(bare, column)
    if number != int(number):
        raise RowRefused("cell_number_malformed", column=column, value=value.strip()[:20])
    return int(number)


def read_number(value: str, column: str) -> float:
    """A number not below zero, with a decimal point or a Romanian comma."""
    bare = value.strip().replace("\u00a0", "").replace(" ", "")
    if "," in bare and "." not in bare:
        bare = bare.replace(",", ".")
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", bare, re.ASCII):
        raise RowRefused("cell_number_malformed", column=column, value=value.strip()[:20])
    number = float(bare)
    if number < 0:
        raise RowRefused("cell_number_negative", column=column, value=value.strip()[:20])
    return number
