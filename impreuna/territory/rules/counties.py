"""The counties' codes that the official list lacks: the letters of car plates, and the regions' names."""

from __future__ import annotations

#: Number of the county in SIRUTA (column JUD) → its letters, as people know them from car plates.
LETTERS: dict[int, str] = dict(
    zip(
        (*range(1, 41), 51, 52),
        "AB AR AG BC BH BN BT BV BR BZ CS CJ CT CV DB DJ GL GJ HR HD IL IS IF MM MH MS NT OT PH SM SJ SB SV TR TM TL VS VL VN "
        "B CL GR".split(),
        strict=True,
    )
)

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
