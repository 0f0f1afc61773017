"""What of the answers depends on what: the order of asking, and what stays from one visit to the next."""

from __future__ import annotations

#: What has to be asked before, beyond what the conditions of the questions say.
AFTER: dict[str, tuple[str, ...]] = {
    "L13": ("L07",), "V06": ("V05",), "V07": ("O01",), "V01": ("V07", "O01", "S07"), "V02": ("V01",),
    "V03": ("V01",), "V04": ("V03",), "P03": ("P02",), "C11": ("P07",), "C02a": ("C01",), "C05": ("C02a",),
    "C06": ("C01",), "E02b": ("E01",), "E09": ("E01",), "E10": ("E01", "E09"), "O01": ("E01", "S10"), "O03": ("O01",),
    "S13": ("G08",), "S16": ("S02",), "S17b": ("S17a",), "P07": (),
}  # fmt: skip
#: What does not change from one visit to the next.
LASTING = frozenset(
    [
        "H02",
        "L01",
        "L04",
        "L05",
        "L07",
        "L13",
        "P02",
        "P05",
        "P07",
        "P09",
        "C01",
        "C02a",
        "C02b",
        "E01",
        "E02b",
        "E09",
        "E10",
        "O01",
        "O03",
        "S02",
        "S07",
        "S08a",
        "S08b",
        "S08c",
        "S10",
    ]
)
#: What is worked out anew each time.
RECKONED = frozenset({"V01", "V02", "V03", "V04", "V06", "V07", "E02a", "C11"})
