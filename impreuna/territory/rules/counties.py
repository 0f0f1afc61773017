"""The counties' codes that the official list lacks: the letters of car plates, and the regions' names."""

from __future__ import annotations

#: Number of the county in SIRUTA (column JUD) → its letters, as people know them from car plates.
# fmt: off
LETTERS: dict[int, str] = {
    1: "AB", 2: "AR", 3: "AG", 4: "BC", 5: "BH", 6: "BN", 7: "BT", 8: "BV", 9: "BR", 10: "BZ",
    11: "CS", 12: "CJ", 13: "CT", 14: "CV", 15: "DB", 16: "DJ", 17: "GL", 18: "GJ", 19: "HR", 20: "HD",
    21: "IL", 22: "IS", 23: "IF", 24: "MM", 25: "MH", 26: "MS", 27: "NT", 28: "OT", 29: "PH", 30: "SM",
    31: "SJ", 32: "SB", 33: "SV", 34: "TR", 35: "TM", 36: "TL", 37: "VS", 38: "VL", 39: "VN", 40: "B",
    51: "CL", 52: "GR",
}
# fmt: on

#: Region of development (column REGIUNE) → its name. A name of its own, so it is not translated.
REGIONS: dict[int, str] = {
    1: "Nord-Est",
    2: "Sud-Est",
    3: "Sud-Muntenia",
    4: "Sud-Vest Oltenia",
    5: "Vest",
    6: "Nord-Vest",
    7: "Centru",
    8: "București-Ilfov",
}

#: București stands twice in the list: as a county row and as the municipality below it.
BUCHAREST_COUNTY = 403
BUCHAREST = 179132
