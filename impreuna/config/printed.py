"""Documents that are printed from the code, so that they cannot say anything else: `make docs`.

`contracts/` is what both sides of the wire agree on; `docs/policy.md` is the policy for those who do not
read Python; `docs/lifecycle.md` draws the states that things pass through.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import polib

from impreuna.config import openapi
from impreuna.config.catalogues import rooms
from impreuna.config.printed_cases import acts_of_cases, obligations_of_cases
from impreuna.kernel.command import KINDS
from impreuna.kernel.lifecycle import LIFECYCLES
from impreuna.kernel.policy import AREAS, CAPABILITIES, ROLES, TEAM, TOTALS_ABOVE
from impreuna.kernel.result import REASONS
from impreuna.nomenclature.rules.examples import print_examples
from impreuna.nomenclature.rules.reading import read_lists
from impreuna.obligations.rules.reading import FILE as OBLIGATIONS
from impreuna.obligations.rules.reading import read as read_obligations
from impreuna.registry.rules.names import CANONICAL
from impreuna.services.rules.delivery import UNDER, VEILS

ROOT = Path(__file__).resolve().parents[2]
HEAD = "<!-- Printed by `make docs` from {source}. Do not edit. -->\n\n"
LEVELS = {"commune": "comună", "county": "județ", "country": "țară"}


def documents() -> dict[Path, str]:
    """Every printed document with what the code says today."""
    return {
        ROOT / "docs" / "policy.md": _policy(),
        ROOT / "docs" / "lifecycle.md": _lifecycle(),
        ROOT / "contracts" / "openapi.json": openapi.printed(),
        ROOT / "contracts" / "reasons.json": _json(dict(sorted(REASONS.items()))),
        ROOT / "contracts" / "reasons.en.json": _json(_in_english(dict(sorted(REASONS.items())))),
        ROOT / "contracts" / "policy.json": _json(_policy_of_tablets()),
        ROOT / "contracts" / "vectors" / "rules.json": _rules(),
        ROOT / "field" / "src" / "commune" / "names.json": _json(CANONICAL),
        ROOT / "field" / "src" / "visits" / "delivery.json": _json({"veils": VEILS, "under": UNDER}),
        ROOT / "field" / "src" / "cases" / "rules" / "acts.json": _json(acts_of_cases(_in_english)),
        ROOT / "field" / "src" / "cases" / "rules" / "obligations.json": _json(_obligations()),
        **{ROOT / "contracts" / "commands" / f"{kind}.json": _schema(kind) for kind in KINDS if _is_ours(kind)},
    }


def stale() -> dict[Path, str | None]:
    """Documents that differ from what the code says; None for one that the code no longer prints."""
    wanted = documents()
    found: dict[Path, str | None] = {
        path: text for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    left = {path: None for path in (ROOT / "contracts").rglob("commands/*.json") if path not in wanted}
    return {**found, **left}


def write(changed: dict[Path, str | None]) -> None:
    """Print these documents."""
    for path, text in changed.items():
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _is_ours(kind: str) -> bool:
    """Tests define commands of their own."""
    return KINDS[kind].__module__.startswith("impreuna.") and ".tests." not in KINDS[kind].__module__


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str) -> str:
    schema = msgspec.json.schema(KINDS[kind])
    return _json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def _in_english(texts: dict[str, str]) -> dict[str, str]:
    """Each text as the catalogues of the rooms translate it; in Romanian where none does yet."""
    catalogues = [polib.pofile(str(path)) for room in rooms() for path in room.glob("locale/en/LC_MESSAGES/*.po")]
    english = {entry.msgid: entry.msgstr for catalogue in catalogues for entry in catalogue if entry.msgstr}
    return {key: english.get(text, text) for key, text in texts.items()}


def _policy_of_tablets() -> dict[str, Any]:
    """What a tablet says of other people's work: names of areas and professions, and who writes what."""
    areas, team = {area.code: area.name for area in AREAS.values()}, {code: ROLES[code].name for code in TEAM}
    areas_in_english, team_in_english = _in_english(areas), _in_english(team)
    return {
        "areas": {code: {"ro": name, "en": areas_in_english[code]} for code, name in areas.items()},
        "team": {
            code: {
                "ro": name,
                "en": team_in_english[code],
                "reads": [area for area in AREAS if area in ROLES[code].readable_areas],
                "writes": [area for area in AREAS if area in ROLES[code].writable_areas],
            }
            for code, name in team.items()
        },
    }


def _rules() -> str:
    """The proofs of the rules with the trees of the lists, for the tablet. Raises on lists that do not load."""
    lists = read_lists(ROOT / "lists")
    if lists.content is None:
        raise ValueError("\n".join(map(str, lists.problems)))
    return print_examples(lists.content, ROOT / "contracts" / "vectors" / "rules")


def _obligations() -> dict[str, Any]:
    """What is due in cases, for the tablet. Raises `Unreadable` on a list that does not load."""
    return obligations_of_cases(read_obligations(ROOT / "lists" / OBLIGATIONS).obligations)


def _policy() -> str:
    lines = [
        HEAD.format(source="impreuna/kernel/policy.py") + "# Cine ce vede și cine ce face\n",
        "## Ce vede fiecare rol\n",
        "W scrie, R citește, F numai că există o nevoie, M mascat, A numai totaluri, "
        "C citește cu acord scris sau temei legal, - nimic.\n",
        *_table(
            ["rol", "nivel", *(area.name for area in AREAS.values())],
            ([r.name, LEVELS[r.level], *(r.rights[code] for code in AREAS)] for r in ROLES.values()),
        ),
        "\n## Ariile de date\n",
        *_table(["arie", "cuprinde", "în cod"], ([a.name, a.what, f"`{a.code}`"] for a in AREAS.values())),
        "\n## Cui i se spun cifrele\n",
        "Cifrele unui loc le văd cei din aria cărora face parte locul. Sub 5, cifrele despre vulnerabilități se scriu "
        "„sub 5” pentru cine nu citește rândurile ariei. Nu tuturor li se spun:\n",
        *_table(["arie", "în comună", "pe județ și pe țară"], _totals()),
        "\n## Ce face fiecare rol\n",
        *_table(["act sau pagină", "ce este", "cine"], _capabilities()),
    ]
    return "\n".join(lines) + "\n"


def _totals() -> Iterator[list[str]]:
    for area, above in TOTALS_ABOVE.items():
        readers = [role.name for role in ROLES.values() if role.level == "commune" and area in role.readable_areas]
        yield [AREAS[area].name, ", ".join(readers), ", ".join(ROLES[role].name for role in above)]


def _capabilities() -> Iterator[list[str]]:
    for capability, holders in CAPABILITIES.items():
        what = (inspect.getdoc(KINDS[capability]) or "").split("\n")[0] if capability in KINDS else "pagină"
        who = "toți" if len(holders) == len(ROLES) else ", ".join(ROLES[role].name for role in holders)
        yield [f"`{capability}`", what, who]


def _table(head: list[str], rows: Any) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _lifecycle() -> str:
    """The tables of steps that the rooms declare with `kernel.lifecycle`."""
    lines = [HEAD.format(source="the rooms' tables of steps") + "# Prin ce stări trec lucrurile\n"]
    for cycle in sorted(LIFECYCLES.values(), key=lambda each: each.name):
        lines += [f"## {cycle.term} (`{cycle.name}`)\n", "```mermaid", "stateDiagram-v2"]
        lines += [f"    {step.before or '[*]'} --> {step.then}: {step.act}" for step in cycle.steps]
        rows = ([step.before or "–", f"`{step.act}`", step.then, step.law] for step in cycle.steps)
        lines += ["```\n", *_table(["din", "prin", "în", "temei"], rows), ""]
    return "\n".join(lines).rstrip() + "\n"
