"""Files of every shape and encoding: read, or refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impreuna.territory.rules.files import (
    LARGEST_FILE,
    check_size,
    read_count,
    read_number,
    read_siruta,
    read_table,
    read_text,
)
from impreuna.territory.rules.plans import FileRefused, RowRefused

NAMES = "siruta;nume\n137844;Țăranu-Ștefănești în Bășești\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso8859_16", "cp1250", "iso8859_2"])
def test_romanian_letters_arrive_whatever_the_encoding(encoding):
    old = encoding in ("cp1250", "iso8859_2")
    text = NAMES.translate(str.maketrans("șțȘȚ", "şţŞŢ")) if old else NAMES
    read, _remarks = read_text(text.encode(encoding))
    assert read.translate(str.maketrans("şţŞŢ", "șțȘȚ")).replace("\r", "") == NAMES


def test_old_letters_are_told_of():
    _text, remarks = read_text("nume\nŞtei\n".encode("cp1250"))
    assert [remark.code for remark in remarks] == ["read_as_cp1250"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"  \n \n", "file_empty"),
        (b"PK\x03\x04" + b"x" * 40, "file_is_spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 40, "file_is_spreadsheet"),
        (b"%PDF-1.7\x00\x01", "file_is_binary"),
        (b"\x89PNG\r\n\x1a\n\x00", "file_is_binary"),
        ("siruta\nПривет\n".encode("cp1251"), "encoding_unknown"),
        (b"siruta,total\n", "no_rows"),
        (b'"', "no_rows"),
        (b'"' + b"x" * 200_000, "no_rows"),
        (b"siruta,total,siruta\n1,2,3\n", "column_twice"),
        (b"cod,total\n1,2\n", "columns_missing"),
        (b'{"type": "Topology"}', "columns_missing"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused_in_words(content, code):
    with pytest.raises(FileRefused) as refusal:
        read_table(content, ("siruta",))
    assert refusal.value.remark.code == code
    assert "…" not in refusal.value.remark.sentence()


def test_missing_columns_are_named_and_so_are_those_found():
    with pytest.raises(FileRefused) as refusal:
        read_table(b"cod;nume\n1;2\n", ("siruta", "total"))
    assert "siruta, total" in refusal.value.remark.sentence()
    assert "cod, nume" in refusal.value.remark.sentence()


def test_a_hundred_megabytes_are_refused_with_the_limit_named():
    with pytest.raises(FileRefused) as refusal:
        check_size(100 * 1024 * 1024)
    assert "100 MB" in refusal.value.remark.sentence()
    assert f"cel mult {LARGEST_FILE // 1024**2} MB" in refusal.value.remark.sentence()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator):
    table = read_table(f"SIRUTA{separator} Nume \n1017{separator}Alba\n\n".encode(), ("siruta",))
    assert table.columns == ("SIRUTA", "Nume")
    assert list(table.rows) == [(2, {"siruta": "1017", "nume": "Alba"})]


def test_a_short_row_is_refused_alone():
    rows = read_table(b"siruta,total\n1\n2,3\n", ("siruta",)).rows
    assert isinstance(rows[0][1], RowRefused)
    assert rows[1] == (3, {"siruta": "2", "total": "3"})


def test_an_unclosed_quotation_mark_is_a_refused_row():
    rows = read_table(b'siruta,total\n1,"' + b"x" * 200_000 + b"\n2,3\n", ("siruta",)).rows
    assert any(isinstance(fields, RowRefused) for _line, fields in rows)


@pytest.mark.parametrize(("value", "count"), [("", None), ("*", None), ("-", 0), ("1 234", 1234), ("7", 7), ("7.0", 7)])
def test_counts(value, count):
    assert read_count(value, "total") == count


@pytest.mark.parametrize("value", ["1,5", "abc", "-3", "1e9", "٣", "😀", "1.2.3", "nan", "inf"])
def test_what_is_no_count(value):
    with pytest.raises(RowRefused):
        read_count(value, "total")


@pytest.mark.parametrize(("value", "number"), [("20,5", 20.5), ("20.5", 20.5), (" 3 ", 3.0)])
def test_numbers(value, number):
    assert read_number(value, "value") == number


@pytest.mark.parametrize("value", ["", "12a", "-1", "1234567", "１２３", "1.5"])
def test_what_is_no_siruta_code(value):
    with pytest.raises(RowRefused):
        read_siruta(value)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_table(content)
    except FileRefused as refusal:
        assert refusal.remark.sentence()
