"""Rows that leave as files, read one after the other: lists of a commune, and the figures of many places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from impreuna.assessment.rules.settle import STATES
from impreuna.cases.queries.due import in_language
from impreuna.cases.rules.lists import CHANNELS, SUBJECTS
from impreuna.cases.rules.stages import STAGES
from impreuna.kernel.actor import COUNTRY, Actor
from impreuna.kernel.policy import AREAS, may_see_totals, sees_small_totals
from impreuna.kernel.streams import stream
from impreuna.monitoring.queries.figures import find_edition, list_indicators
from impreuna.monitoring.queries.places import Place
from impreuna.monitoring.queries.ranking import list_measures
from impreuna.monitoring.rules.indicators import indicator_of
from impreuna.monitoring.rules.measures import parse
from impreuna.monitoring.rules.showing import Shown, show
from impreuna.nomenclature.queries import current_edition
from impreuna.obligations.queries.book import current_book
from impreuna.obligations.rules.entries import Words
from impreuna.registry.queries.people import address_in_words
from impreuna.registry.rules.persons import DWELLING_STATES, RELATIONS
from impreuna.territory.queries import list_villages

Translate = Callable[[str], str]

# What the reader may not see of findings, PostgreSQL leaves out by itself.
_FOUND_IN = """
  LEFT JOIN LATERAL (
    SELECT string_agg(DISTINCT f.code, ', ' ORDER BY f.code) AS codes, max(f.severity) AS severity
    FROM assessment_finding f
    WHERE f.commune_id = h.commune_id AND f.state IN ('proposed', 'confirmed') AND {of}
  ) found ON true
"""
_HOUSEHOLDS = f"""
SELECT h.label, h.village_id, h.street, h.number, h.phone, h.dwelling_state,
  (SELECT count(*) FROM registry_membership m
   WHERE m.commune_id = h.commune_id AND m.household_id = h.id AND m.end_date IS NULL) AS members,
  (SELECT max(a.ended_at) FROM assessment_assessment a
   WHERE a.commune_id = h.commune_id AND a.household_id = h.id) AS latest_visit,
  found.codes, found.severity
FROM registry_household h {_FOUND_IN.format(of="f.household_id = h.id")}
WHERE h.commune_id = %s AND h.sort_key >= '' ORDER BY h.sort_key, h.id
"""
_PERSONS = f"""
SELECT p.last_name, p.first_name, p.sex, p.birth_date, coalesce(p.birth_year, extract(year FROM p.birth_date)::int),
  m.relation, h.label, h.village_id, h.street, h.number, found.codes, found.severity
FROM registry_person p
JOIN registry_membership m ON m.commune_id = p.commune_id AND m.person_id = p.id AND m.end_date IS NULL
JOIN registry_household h ON h.commune_id = m.commune_id AND h.id = m.household_id
{_FOUND_IN.format(of="f.subject_id = p.id")}
WHERE p.commune_id = %s AND p.merged_into_id IS NULL AND p.death_date IS NULL AND p.sort_key >= ''
ORDER BY p.sort_key, p.id
"""
_FINDINGS = """
SELECT f.code, f.state, f.severity, f.found_at, p.last_name, p.first_name, h.label, h.village_id, h.street, h.number
FROM assessment_finding f
JOIN registry_household h ON h.commune_id = f.commune_id AND h.id = f.household_id
LEFT JOIN registry_person p ON p.commune_id = f.commune_id AND p.id = f.subject_id
WHERE f.commune_id = %s AND f.state IN ('proposed', 'confirmed') ORDER BY f.code, h.sort_key, f.id
"""
_CASES = """
SELECT c.number || '/' || c.year, c.label, c.subject, c.channel, c.registered_at, c.stage, c.responsible, c.ended_at,
  due.code, due.due_at
FROM cases_case c
LEFT JOIN LATERAL (
  SELECT o.code, o.due_at FROM obligations_obligation o
  WHERE o.commune_id = c.commune_id AND o.case_id = c.id AND o.is_open ORDER BY o.due_at LIMIT 1) due ON true
WHERE c.commune_id = %s ORDER BY c.registered_at DESC, c.id
"""
# In the order of the primary key, so that the first row comes at once. Counties' own sums lie between, and are passed.
_CELLS = """
SELECT place_id, measure, age_band, sex, veil, value FROM monitoring_figure
WHERE place_id BETWEEN %s AND %s AND measure >= 'finding:' AND measure < 'finding;' AND village_id = 0
ORDER BY place_id, measure, village_id, age_band, sex
"""
_TOTALS = """
SELECT place_id, measure, veil, value FROM monitoring_figure
WHERE place_id BETWEEN %s AND %s AND village_id = 0 AND age_band = '' AND sex = '' AND strpos(measure, '@') = 0
ORDER BY place_id, measure
"""


def list_rows(
    actor: Actor, what: str, commune_id: int, columns: Sequence[str], language: str, translate: Translate
) -> Iterator[tuple[Any, ...]]:
    """The rows of a commune's list ("households", "persons", "findings", "cases") as the actor may see them, with these
    columns (`rules.lists.LISTS`). Nothing is asked before the first row is wanted; then 2,000 rows are read at a
    time."""
    villages = {village.siruta: village.name for village in list_villages(commune_id)}
    names = {code: entry.text.say(language) for code, entry in current_edition().vulnerabilities.items()}
    statement, make = _MAKERS[what]
    pick = itemgetter(*columns) if len(columns) > 1 else lambda row: (row[columns[0]],)
    words = _Words(villages, names, translate)
    return (pick(make(row, words)) for row in stream(actor, statement, [commune_id]))


class _Words:
    """Names of villages and vulnerabilities, and words of codes, each looked up once."""

    def __init__(self, villages: Mapping[int, str], names: Mapping[str, str], translate: Translate) -> None:
        self.villages, self.names = villages, names
        self.dwellings = {code: translate(word) for code, word in DWELLING_STATES.items()}
        self.relations = {code: translate(word) for code, word in RELATIONS.items()}
        self.states = {code: translate(word) for code, word in STATES.items()}
        self.cases = {code: translate(word) for code, word in {**SUBJECTS, **CHANNELS, **STAGES}.items()}

    def due(self, code: str) -> str:
        """What is due, in the words of the law's list."""
        entry = current_book().entries[code]
        return in_language(Words(ro=entry.ro, en=entry.en))


def _household(row: tuple[Any, ...], words: _Words) -> dict[str, Any]:
    label, village_id, street, number, phone, state, members, latest, codes, severity = row
    return {
        "label": label,
        "village": words.villages.get(village_id, ""),
        "address": address_in_words(street, number),
        "phone": phone,
        "members": members,
        "dwelling_state": words.dwellings.get(state, state),
        "latest_visit": latest,
        "codes": codes,
        "severity": severity,
    }


def _person(row: tuple[Any, ...], words: _Words) -> dict[str, Any]:
    last, first, sex, born, year, relation, label, village_id, street, number, codes, severity = row
    return {
        "last_name": last,
        "first_name": first,
        "sex": sex,
        "birth_date": born,
        "birth_year": year,
        "relation": words.relations.get(relation, relation),
        "label": label,
        "village": words.villages.get(village_id, ""),
        "address": address_in_words(street, number),
        "codes": codes,
        "severity": severity,
    }


def _finding(row: tuple[Any, ...], words: _Words) -> dict[str, Any]:
    code, state, severity, found_at, last, first, label, village_id, street, number = row
    return {
        "code": code,
        "name": words.names.get(code, code),
        "state": words.states.get(state, state),
        "severity": severity,
        "found_at": found_at,
        "person": f"{last} {first}" if last else "",
        "label": label,
        "village": words.villages.get(village_id, ""),
        "address": address_in_words(street, number),
    }


def _case(row: tuple[Any, ...], words: _Words) -> dict[str, Any]:
    number, label, subject, channel, registered_at, stage, responsible, ended_at, code, due_at = row
    return {
        "number": number,
        "label": label,
        "subject": words.cases[subject],
        "channel": words.cases[channel],
        "registered_at": registered_at,
        "stage": words.cases[stage],
        "responsible": responsible,
        "due": words.due(code) if code else "",
        "due_at": due_at,
        "ended_at": ended_at,
    }


_MAKERS: dict[str, tuple[str, Callable[[tuple[Any, ...], _Words], dict[str, Any]]]] = {
    "households": (_HOUSEHOLDS, _household),
    "persons": (_PERSONS, _person),
    "findings": (_FINDINGS, _finding),
    "cases": (_CASES, _case),
}


def _exact(actor: Actor) -> frozenset[str]:
    """The areas, and "" for none, of which this reader is told small numbers too."""
    return frozenset(area for area in ("", *AREAS) if sees_small_totals(actor.role, area))


def stream_cells(
    actor: Actor, communes: Mapping[int, Place], subjects: Mapping[str, str]
) -> Iterator[tuple[Place, str, str, str, Shown]]:
    """Vulnerabilities of the communes by age and sex: place, code, age band, sex, number as the actor may see it.

    `subjects`: code → person or household. Those of households have no age and no sex; their total is the cell. Each
    vulnerability is divided, never summed, so that a pivot table adds up to the figures of the pages.
    """
    if not communes:
        return
    exact = _exact(actor)
    for place_id, measure, band, sex, veil, value in stream(actor, _CELLS, [min(communes), max(communes)]):
        place, code = communes.get(place_id), measure[8:]
        if place is not None and bool(band) == (subjects.get(code) == "person"):
            yield place, code, band, sex, show(value, veil in exact)


def measures_told(actor: Actor) -> dict[str, str]:
    """The measures that this reader is told of single communes, with their names; a reader who is told totals of
    health above the commune is not told those of one commune, so they are no column of zeros."""
    edition = find_edition()
    entries = edition.vulnerabilities if edition else {}

    def veil_of(measure: str) -> str:
        entry = entries.get(parse(measure).member)
        return entry.veil if entry else indicator_of(measure, list_indicators()).veil

    choices = list_measures(actor, COUNTRY)
    return {each.measure: each.name for each in choices if may_see_totals(actor.role, veil_of(each.measure), "commune")}


def stream_totals(
    actor: Actor, communes: Mapping[int, Place], registers: frozenset[str]
) -> Iterator[tuple[Place, dict[str, Shown]]]:
    """All figures of each commune that has any, by measure. `registers`: stems of measures that name nobody."""
    if not communes:
        return
    exact = _exact(actor)
    rows = stream(actor, _TOTALS, [min(communes), max(communes)])
    for place_id, some in groupby(rows, key=itemgetter(0)):
        if (place := communes.get(place_id)) is not None:
            yield (
                place,
                {
                    measure: show(value, veil in exact or measure.partition(":")[0] in registers)
                    for _place, measure, veil, value in some
                },
            )
