"""Pages of the live picture over 20 communes and over 2,000: time and CPU; and asking whether there is news."""

from __future__ import annotations

from typing import Any

import psycopg

from tests.bench import client
from tests.bench.figures import Effort, ratio, rounded, spread
from tests.bench.people import Worker, employ, hire
from tests.bench.site import Site, cpu_of

FEW, MANY = 20, 2_000
#: Vulnerabilities of people whose cells by age and sex are filled: ten cells each, so 500 rows a commune.
DIVIDED = 50

# Numbers that differ from place to place and from measure to measure, the same in every run.
_GENERAL = """
INSERT INTO monitoring_figure (place_id, measure, village_id, age_band, sex, veil, value)
SELECT c, m.measure, 0, '', '', m.veil, 1 + abs(hashtext(c || m.measure)) %% m.most
FROM unnest(%(communes)s::int[]) c, (VALUES
  ('persons', '', 4000), ('children', '', 900), ('households', '', 1500), ('visited', '', 1200),
  ('visited_12m', '', 900), ('dwelling:visited', '', 1200), ('dwelling:absent', '', 90), ('persons_with', '', 1500),
  ('children_with', '', 500), ('households_with', '', 600), ('multi_area', '', 300), ('awaiting', '', 200),
  ('priority:urgent', '', 30), ('priority:high', '', 90), ('priority:medium', '', 300), ('priority:low', '', 300),
  ('priority:none', '', 700), ('law156', 'protection', 90), ('law156_10', 'protection', 9)) m (measure, veil, most)
UNION ALL
SELECT c, 'persons', 0, band, sex, '', 1 + abs(hashtext(c || band || sex)) %% 150
FROM unnest(%(communes)s::int[]) c, unnest(ARRAY['F', 'M']) sex,
  (SELECT a * 5 || '-' || a * 5 + 4 AS band FROM generate_series(0, 16) a UNION ALL SELECT '85+') ages
UNION ALL
SELECT c, stem || '@' || to_char(now() - months * interval '1 month', 'YYYY-MM'), 0, '', '', '',
  1 + abs(hashtext(c || stem || months)) %% 60
FROM unnest(%(communes)s::int[]) c, unnest(ARRAY['assessed', 'found', 'resolved']) stem, generate_series(0, 11) months
UNION ALL
SELECT c, stem || area, 0, '', '', 'household', 1 + abs(hashtext(c || stem || area)) %% 400
FROM unnest(%(communes)s::int[]) c, unnest(ARRAY['persons_with:', 'households_with:']) stem,
  unnest(ARRAY['ID', 'PS', 'VR', 'SA', 'ED', 'OC', 'LO', 'PC']) area
"""
_VULNERABILITIES = """
INSERT INTO monitoring_figure (place_id, measure, village_id, age_band, sex, veil, value)
WITH entry AS (
  SELECT v ->> 'code' AS code, v ->> 'veil' AS veil, v ->> 'subject' AS subject,
    row_number() OVER (PARTITION BY v ->> 'subject' ORDER BY v ->> 'code') AS place
  FROM nomenclature_edition e, jsonb_array_elements(e.content -> 'vulnerabilities') v
  WHERE e.number = (SELECT max(number) FROM nomenclature_edition) AND v ->> 'subject' <> 'community'
)
SELECT c, stem || code, 0, '', '', veil, 1 + abs(hashtext(c || stem || code)) %% 90
FROM unnest(%(communes)s::int[]) c, entry, unnest(ARRAY['finding:', 'confirmed:']) stem
UNION ALL
SELECT c, 'finding:' || code, 0, band, sex, veil, 1 + abs(hashtext(c || code || band || sex)) %% 9
FROM unnest(%(communes)s::int[]) c, entry, unnest(ARRAY['0-5', '6-14', '15-17', '18-34', '35-64']) band,
  unnest(ARRAY['F', 'M']) sex
WHERE subject = 'person' AND place <= %(divided)s
UNION ALL
SELECT v.commune_id, 'finding:' || code, v.siruta, '', '', veil, 1 + abs(hashtext(v.siruta || code)) %% 20
FROM territory_village v, entry WHERE v.commune_id = ANY (%(communes)s) AND place <= 10
UNION ALL
SELECT v.commune_id, measure, v.siruta, '', '', '', 1 + abs(hashtext(v.siruta || measure)) %% 300
FROM territory_village v, unnest(ARRAY['persons', 'children', 'households', 'visited', 'visited_12m', 'persons_with',
  'children_with', 'households_with', 'priority:urgent', 'priority:high']) measure
WHERE v.commune_id = ANY (%(communes)s)
"""
_SUMS = """
INSERT INTO monitoring_figure (place_id, measure, village_id, age_band, sex, veil, value)
SELECT {above}, measure, 0, age_band, sex, min(veil), sum(value)
FROM monitoring_figure f JOIN {below} b ON b.siruta = f.place_id
WHERE village_id = 0 GROUP BY 1, measure, age_band, sex
"""
_COUNTED = """
INSERT INTO monitoring_count (place_id, n, counted_on, counted_at, took_ms, basis)
SELECT c, coalesce(k.n, 0), (now() AT TIME ZONE 'Europe/Bucharest')::date, now(), 9, ''
FROM unnest(%s::int[]) c LEFT JOIN kernel_clock k ON k.commune_id = c
"""


def fill(connection: psycopg.Connection[Any], count: int) -> list[int]:
    """Figures for `count` communes, their counties and the country, in place of all that there were."""
    communes = [
        row[0]
        for row in connection.execute(
            "SELECT c.siruta FROM territory_commune c WHERE c.ended_on IS NULL AND c.kind = 'commune'"
            " ORDER BY c.county_id <> (SELECT siruta FROM territory_county WHERE code = 'SM'), md5(c.siruta::text)"
            " LIMIT %s",
            [count],
        )
    ]
    connection.execute("TRUNCATE monitoring_figure, monitoring_count")
    for statement in (_GENERAL, _VULNERABILITIES):
        connection.execute(statement, {"communes": communes, "divided": DIVIDED})
    connection.execute(_SUMS.format(above="b.county_id", below="territory_commune"))
    connection.execute(_SUMS.format(above="0", below="territory_county"))
    counties = [row[0] for row in connection.execute("SELECT siruta FROM territory_county")]
    connection.execute(_COUNTED, [[*communes, *counties, 0]])
    for table in ("monitoring_figure", "monitoring_count", "kernel_clock"):
        connection.execute(f"VACUUM ANALYZE {table}")
    return communes


def measure(site: Site, effort: Effort) -> dict[str, Any]:
    """p50 and p95 of each page with few and with many communes, and how the many compare to the few."""
    sizes = {"few": effort.of(FEW, 3), "many": effort.of(MANY, 6)}
    with site.connect() as connection:
        county = connection.execute("SELECT siruta FROM territory_county WHERE code = 'SM'").fetchone()
        communes = fill(connection, sizes["few"])
        (worker,) = hire(connection, communes[:1])
        coordinator = employ(connection, county[0] if county else 0, "dgaspc_coordinator", "county")
        minister = employ(connection, 0, "ministry_labour", "country")
        pages = _pages(communes[0], worker, coordinator, minister)
        found: dict[str, Any] = {"communes": sizes}
        for name, count in sizes.items():
            fill(connection, count)
            found[name] = {page: _ask(site, *asked, effort) for page, asked in pages.items()}
    found["p95_times"] = {
        page: ratio(found["many"][page]["p95_ms"], found["few"][page]["p95_ms"]) for page in pages if "commune" in page
    }
    found["aims"] = {"commune_p95_ms": 150, "county_and_country_p95_ms": 200, "commune_p95_times": 1.2}
    return found


def _pages(commune: int, worker: Worker, coordinator: Worker, minister: Worker) -> dict[str, tuple[Worker, str]]:
    return {
        "commune": (worker, f"/imagine/comuna/{commune}/"),
        "commune_area": (worker, f"/imagine/aria/{commune}/ED/"),
        "commune_indicator": (worker, f"/imagine/indicator/{commune}/finding:ED-03/"),
        "commune_news": (worker, f"/imagine/noutati/{commune}/"),
        "county": (coordinator, "/imagine/judet/SM/"),
        "county_ranking": (coordinator, "/imagine/judet/SM/clasament/?indicator=persons_with"),
        "county_news": (coordinator, f"/imagine/noutati/{coordinator.commune_id}/"),
        "country": (minister, "/imagine/tara/"),
        "country_ranking": (minister, "/imagine/tara/clasament/?indicator=persons_with"),
        "country_news": (minister, "/imagine/noutati/0/"),
        "public": (minister, "/cifre/"),
    }


def _ask(site: Site, reader: Worker, path: str, effort: Effort) -> dict[str, float]:
    count = effort.of(100, 3)
    headers = {**reader.headers, "HX-Request": "true"} if "noutati" in path else reader.headers
    if "noutati" in path:
        path = f"{path}?vazut={_seen(site, reader, path)}"
    request = client.get(path, headers)
    client.send(client.Load(site.port, [[request] * 4]))
    before = cpu_of([*site.web(), *site.postgres_family()])
    answers = client.send(client.Load(site.port, [[request] * count]))
    cpu = cpu_of([*site.web(), *site.postgres_family()]) - before
    return {
        **spread(answers.seconds),
        "cpu_ms": rounded(cpu * 1000 / count),
        "kilobytes": rounded(answers.sizes / count / 1024),
    }


def _seen(site: Site, reader: Worker, path: str) -> str:
    """What the page would say that it has seen, so that the answer is "nothing new"."""
    import re
    import urllib.request

    asked = urllib.request.Request(
        f"http://127.0.0.1:{site.port}{path}", headers={**reader.headers, "Host": "localhost"}
    )
    with urllib.request.urlopen(asked) as answer:
        found = re.search(r"vazut=([^\"&]+)", answer.read().decode())
    return found[1] if found else ""
