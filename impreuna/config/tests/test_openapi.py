"""The description of the JSON interface: whole, without loose ends, and what is served is what is printed."""

import json
import re
from typing import Any

from django.test import Client

from impreuna.config.openapi import document, printed
from impreuna.kernel.feeds import FEEDS
from tests.house.test_routes import OURS


def test_every_address_of_the_interface_is_described() -> None:
    addresses = {"/" + re.sub(r"<\w+:(\w+)>", r"{\1}", path) for path, _entry in OURS if path.startswith("api/")}
    assert addresses == set(document()["paths"])


def test_every_reference_leads_somewhere() -> None:
    whole = document()

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*(references(each) for each in value.values()))
        return set().union(*(references(each) for each in value)) if isinstance(value, list) else set()

    for reference in references(whole):
        found: Any = whole
        for name in reference.removeprefix("#/").split("/"):
            assert name in found, reference
            found = found[name]


def test_rows_have_the_fields_of_the_feeds() -> None:
    described = {row["title"]: set(row["properties"]) for row in document()["components"]["schemas"]["Row"]["oneOf"]}
    assert described == {kind: {"kind", "id", "n", *feed.columns, *feed.more} for kind, feed in FEEDS.items()}


def test_what_is_served_is_what_is_printed(db: None) -> None:
    assert json.loads(Client().get("/api/openapi.json").content) == json.loads(printed())
