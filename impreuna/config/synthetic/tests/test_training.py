"""The commune in which people practise: what the tablet carries is what the feeds and the lists make of it today."""

import json

import pytest
from django.conf import settings

from impreuna.config.synthetic.training import COMMUNE, files
from impreuna.registry.models import Household

FOLDER = settings.BASE_DIR / "field" / "src" / "training"
HOW = "impreuna generate training"


@pytest.mark.django_db
def test_what_the_tablet_carries_is_up_to_date_and_nothing_of_it_stays_here() -> None:
    made = files(settings.BASE_DIR / "lists")
    for name, text in made.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: {HOW}"
    commune, lists = json.loads(made["commune.json"]), json.loads(made["lists.json"])
    assert commune["me"]["commune_id"] == lists["commune"]["id"] == COMMUNE
    assert len(made["commune.json"].encode()) < 400 * 1024
    villages = {village["id"] for village in lists["villages"]}
    homes = [row for row in commune["rows"] if row["kind"] == "household"]
    assert len(homes) == 40 and {row["village_id"] for row in homes} <= villages
    readable = set(commune["me"]["reads"])
    assert {row["area"] for row in commune["rows"] if row["kind"] == "answers"} <= readable
    assert {row["veil"] for row in commune["rows"] if row["kind"] == "finding"} <= readable
    assert not Household.objects.filter(commune_id=COMMUNE).exists()
