-- All figures of one commune, counted from its own rows in one statement: one snapshot. lists/indicators.yaml says
-- in words what each measure is; impreuna/monitoring/rules/counting.py says it again in Python, and
-- `impreuna check figures` holds the two against each other.
-- Who counts: people alive, not behind another record, at home in a household; households in which one of them lives.
-- Village 0, age_band '' and sex '' mean all; '?' is an age or a sex that is not known. Cells of 0 are left out.

-- The most veiled of several areas of data.
CREATE OR REPLACE FUNCTION monitoring_veils() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT ARRAY['health', 'protection', 'ethnicity', 'health_need', 'income', 'housing', 'education', 'employment',
                'identity', 'household', ''] $$;

-- That there is a need of health is told to more people than which one it is.
CREATE OR REPLACE FUNCTION monitoring_need(veil text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE veil WHEN 'health' THEN 'health_need' ELSE veil END $$;

CREATE OR REPLACE FUNCTION monitoring_cells(place int, today date)
RETURNS TABLE (measure text, village_id int, age_band text, sex text, veil text, value bigint)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET jit = off
-- A kept plan would take every commune for one of middling size.
SET plan_cache_mode = force_custom_plan
-- Everything here is joined for a whole commune. Where 2,000 communes lie side by side, PostgreSQL expects a handful
-- of rows of one, and would go through all visits and findings once for each household.
SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
  veils CONSTANT text[] := monitoring_veils();
  this_year CONSTANT int := date_part('year', today);
  this_day CONSTANT int := date_part('month', today) * 32 + date_part('day', today);
  first_month CONSTANT timestamptz :=
    (date_trunc('month', today::timestamp) - interval '11 months') AT TIME ZONE 'Europe/Bucharest';
  tomorrow CONSTANT timestamptz := (today + 1)::timestamp AT TIME ZONE 'Europe/Bucharest';
  a_year_ago CONSTANT timestamptz :=
    ((today - interval '12 months')::date + 1)::timestamp AT TIME ZONE 'Europe/Bucharest';
  zone_area CONSTANT text := (SELECT part FROM monitoring_basis WHERE kind = 'area' AND code = 'G05');
  silence CONSTANT double precision := monitoring_silence(today);
BEGIN
RETURN QUERY
WITH
-- In two steps, so that each age is worked out once.
member AS MATERIALIZED (
  SELECT p.id, m.household_id, h.village_id, CASE WHEN p.sex IN ('F', 'M') THEN p.sex ELSE '?' END AS sex,
    CASE
      WHEN p.birth_date IS NOT NULL THEN this_year - date_part('year', p.birth_date)::int
        - (this_day < date_part('month', p.birth_date) * 32 + date_part('day', p.birth_date))::int
      ELSE this_year - p.birth_year END AS age
  FROM registry_person p
  JOIN registry_membership m ON m.commune_id = place AND m.person_id = p.id AND m.end_date IS NULL
  JOIN registry_household h ON h.commune_id = place AND h.id = m.household_id
  WHERE p.commune_id = place AND p.death_date IS NULL AND p.merged_into_id IS NULL
),
person AS MATERIALIZED (
  SELECT id, household_id, village_id, sex, coalesce(age BETWEEN 0 AND 17, false) AS is_child,
    CASE WHEN age IS NULL OR age < 0 THEN '?' WHEN age >= 85 THEN '85+'
         ELSE (age / 5 * 5) || '-' || (age / 5 * 5 + 4) END AS pyramid,
    CASE WHEN age IS NULL OR age < 0 THEN '?' WHEN age <= 5 THEN '0-5' WHEN age <= 14 THEN '6-14'
         WHEN age <= 17 THEN '15-17' WHEN age <= 34 THEN '18-34' WHEN age <= 64 THEN '35-64' ELSE '65+' END AS life
  FROM member
),
household AS MATERIALIZED (
  SELECT h.id, h.village_id, h.dwelling_state, visit.latest
  FROM registry_household h
  LEFT JOIN (
    SELECT a.household_id, max(a.ended_at) AS latest FROM assessment_assessment a
    WHERE a.commune_id = place AND coalesce(a.outcome, 1) IN (1, 2) GROUP BY a.household_id
  ) visit ON visit.household_id = h.id
  WHERE h.commune_id = place AND h.id IN (SELECT person.household_id FROM person)
),
finding AS MATERIALIZED (
  SELECT f.code, split_part(f.code, '-', 1) AS area, f.state = 'confirmed' AS is_confirmed, f.severity,
    array_position(veils, f.veil) AS veil, array_position(veils, monitoring_need(f.veil)) AS need,
    f.is_person, f.subject_id,
    coalesce(p.household_id, h.id) AS household_id, coalesce(p.village_id, h.village_id) AS village_id,
    p.life, p.sex, coalesce(p.is_child, false) AS is_child
  FROM assessment_finding f
  LEFT JOIN person p ON f.is_person AND p.id = f.subject_id
  LEFT JOIN household h ON NOT f.is_person AND h.id = f.subject_id
  WHERE f.commune_id = place AND f.state IN ('proposed', 'confirmed') AND (p.id IS NOT NULL OR h.id IS NOT NULL)
),
registered AS (
  SELECT GROUPING(village_id) AS all_villages, village_id, pyramid, sex, count(*) AS people,
    count(*) FILTER (WHERE is_child) AS children
  FROM person GROUP BY GROUPING SETS ((pyramid, sex), (village_id), ())
),
housed AS (
  SELECT village_id, dwelling_state, count(*) AS households, count(latest) AS visited,
    count(*) FILTER (WHERE latest >= a_year_ago AND latest < tomorrow) AS visited_12m
  FROM household GROUP BY GROUPING SETS ((dwelling_state), (village_id), ())
),
by_code AS (
  SELECT code, village_id, life, sex, min(veil) AS veil, count(*) AS live,
    min(veil) FILTER (WHERE is_confirmed) AS confirmed_veil, count(*) FILTER (WHERE is_confirmed) AS confirmed
  FROM finding GROUP BY GROUPING SETS ((code, life, sex), (code, village_id), (code))
  -- A finding of a household has no age and no sex.
  HAVING GROUPING(life) = 1 OR life IS NOT NULL
),
vulnerable AS MATERIALIZED (
  SELECT subject_id, village_id, life, sex, is_child, count(DISTINCT area) AS areas
  FROM finding WHERE is_person GROUP BY subject_id, village_id, life, sex, is_child
),
with_any AS (
  SELECT village_id, life, sex, count(*) AS people, count(*) FILTER (WHERE is_child) AS children,
    count(*) FILTER (WHERE areas >= 3) AS multiple
  FROM vulnerable GROUP BY GROUPING SETS ((life, sex), (village_id), ())
),
persons_in_area AS (
  SELECT area, village_id, count(*) AS people, min(need) AS veil
  FROM (SELECT area, subject_id, village_id, min(need) AS need FROM finding WHERE is_person
        GROUP BY area, subject_id, village_id) each
  GROUP BY GROUPING SETS ((area, village_id), (area))
),
households_in_area AS (
  SELECT area, village_id, count(*) AS households, min(need) AS veil
  FROM (SELECT area, household_id, village_id, min(need) AS need FROM finding
        GROUP BY area, household_id, village_id) each
  GROUP BY GROUPING SETS ((area, village_id), (area))
),
troubled AS MATERIALIZED (
  SELECT household_id, village_id, max(severity) AS gravest, count(*) FILTER (WHERE NOT is_confirmed) AS awaiting,
    bool_or(NOT is_person AND code IN ('LO-07', 'LO-08', 'LO-09')) AS lacks_utilities
  FROM finding GROUP BY household_id, village_id
),
-- The gravest finding sets the level; a silence longer than the national parameter raises it by one, up to high.
graded AS (
  SELECT h.village_id, coalesce(t.gravest, 0) + (coalesce(t.gravest, 0) < 3
    AND coalesce(today - (h.latest AT TIME ZONE 'Europe/Bucharest')::date > silence, false))::int AS grade
  FROM household h LEFT JOIN troubled t ON t.household_id = h.id
),
order_of_need AS (
  SELECT village_id, (ARRAY['none', 'low', 'medium', 'high', 'urgent'])[grade + 1] AS level, count(*) AS households
  FROM graded GROUP BY GROUPING SETS ((grade, village_id), (grade))
),
in_trouble AS (
  SELECT village_id, count(*) AS households, sum(awaiting)::bigint AS awaiting,
    count(*) FILTER (WHERE lacks_utilities) AS no_utilities
  FROM troubled GROUP BY GROUPING SETS ((village_id), ())
),
out_of_school AS (
  SELECT village_id, count(DISTINCT subject_id) AS children
  FROM finding WHERE is_child AND code IN ('ED-02', 'ED-03', 'ED-05') GROUP BY GROUPING SETS ((village_id), ())
),
-- Law 156/2023: the situations of art. 5 are the family's, those of art. 4(2) the child's own.
family AS (
  SELECT f.household_id, count(DISTINCT b.part) AS situations
  FROM finding f JOIN monitoring_basis b ON b.kind = 'law156' AND b.code = f.code AND b.part LIKE '5(%'
  GROUP BY f.household_id
),
own AS (
  SELECT DISTINCT f.subject_id FROM finding f
  JOIN monitoring_basis b ON b.kind = 'law156' AND b.code = f.code AND b.part = '4(2)' WHERE f.is_child
),
child_at_risk AS (
  SELECT p.village_id, count(*) AS children, count(*) FILTER (WHERE family.situations >= 10) AS many
  FROM person p LEFT JOIN family ON family.household_id = p.household_id LEFT JOIN own ON own.subject_id = p.id
  WHERE p.is_child AND (family.household_id IS NOT NULL OR own.subject_id IS NOT NULL)
  GROUP BY GROUPING SETS ((p.village_id), ())
),
zone AS (
  SELECT h.village_id, count(*) AS households, count(*) FILTER (WHERE latest.zone IN (4, 5)) AS marginal
  FROM (
    SELECT DISTINCT ON (a.household_id) a.household_id, (w.household ->> 'G05')::numeric AS zone
    FROM assessment_answers w JOIN assessment_assessment a ON a.commune_id = place AND a.id = w.id
    WHERE w.commune_id = place AND w.area = zone_area AND jsonb_typeof(w.household -> 'G05') = 'number'
    ORDER BY a.household_id, a.ended_at DESC, a.id DESC
  ) latest JOIN household h ON h.id = latest.household_id
  GROUP BY GROUPING SETS ((h.village_id), ())
),
visits AS (
  SELECT to_char(ended_at AT TIME ZONE 'Europe/Bucharest', 'YYYY-MM') AS month, count(*) AS held
  FROM assessment_assessment
  WHERE commune_id = place AND coalesce(outcome, 1) IN (1, 2) AND ended_at >= first_month AND ended_at < tomorrow GROUP BY 1
),
change AS MATERIALIZED (
  SELECT 'found' AS what, split_part(code, '-', 1) AS area, array_position(veils, monitoring_need(veil)) AS veil,
    to_char(found_at AT TIME ZONE 'Europe/Bucharest', 'YYYY-MM') AS month
  FROM assessment_finding WHERE commune_id = place AND found_at >= first_month AND found_at < tomorrow
  UNION ALL
  SELECT 'resolved', split_part(f.code, '-', 1), array_position(veils, monitoring_need(f.veil)),
    to_char(e.happened_at AT TIME ZONE 'Europe/Bucharest', 'YYYY-MM')
  FROM assessment_findingevent e JOIN assessment_finding f ON f.commune_id = place AND f.id = e.finding_id
  WHERE e.commune_id = place AND e.state = 'resolved' AND e.happened_at >= first_month AND e.happened_at < tomorrow
),
flow AS (
  SELECT what, month, area, count(*) AS changes, min(veil) AS veil
  FROM change GROUP BY GROUPING SETS ((what, month, area), (what, month))
)
SELECT 'persons', coalesce(village_id, 0), coalesce(pyramid, ''), coalesce(sex, ''), '', people FROM registered
WHERE people > 0
UNION ALL
SELECT 'children', coalesce(village_id, 0), '', '', '', children FROM registered WHERE pyramid IS NULL AND children > 0
UNION ALL
SELECT each.measure, coalesce(village_id, 0), '', '', '', each.value FROM housed,
  LATERAL (VALUES ('households', households), ('visited', visited), ('visited_12m', visited_12m))
    AS each (measure, value)
WHERE dwelling_state IS NULL AND each.value > 0
UNION ALL
SELECT 'dwelling:' || dwelling_state, 0, '', '', '', households FROM housed WHERE dwelling_state IS NOT NULL
UNION ALL
SELECT each.measure || code, coalesce(village_id, 0), coalesce(life, ''), coalesce(sex, ''), veils[each.veil], each.value
FROM by_code, LATERAL (VALUES ('finding:', veil, live), ('confirmed:', confirmed_veil, confirmed))
    AS each (measure, veil, value)
WHERE each.value > 0
UNION ALL
SELECT 'persons_with', coalesce(village_id, 0), coalesce(life, ''), coalesce(sex, ''), '', people FROM with_any
WHERE people > 0
UNION ALL
SELECT each.measure, coalesce(village_id, 0), '', '', '', each.value FROM with_any,
  LATERAL (VALUES ('children_with', children), ('multi_area', multiple)) AS each (measure, value)
WHERE life IS NULL AND each.value > 0
UNION ALL
SELECT 'persons_with:' || area, coalesce(village_id, 0), '', '', veils[veil], people
FROM persons_in_area
UNION ALL
SELECT 'households_with:' || area, coalesce(village_id, 0), '', '', veils[veil], households
FROM households_in_area
UNION ALL
SELECT 'priority:' || level, coalesce(village_id, 0), '', '', '', households FROM order_of_need
UNION ALL
SELECT each.measure, coalesce(village_id, 0), '', '', each.veil, each.value FROM in_trouble,
  LATERAL (VALUES ('households_with', '', households), ('awaiting', '', awaiting),
                  ('no_utilities', 'housing', no_utilities)) AS each (measure, veil, value)
WHERE each.value > 0
UNION ALL
SELECT 'out_of_school', coalesce(village_id, 0), '', '', 'education', children FROM out_of_school WHERE children > 0
UNION ALL
SELECT each.measure, coalesce(village_id, 0), '', '', 'protection', each.value FROM child_at_risk,
  LATERAL (VALUES ('law156', children), ('law156_10', many)) AS each (measure, value)
WHERE each.value > 0
UNION ALL
SELECT each.measure, coalesce(village_id, 0), '', '', '', each.value FROM zone,
  LATERAL (VALUES ('zone_known', households), ('zone_marginal', marginal)) AS each (measure, value)
WHERE each.value > 0
UNION ALL
SELECT 'assessed@' || month, 0, '', '', '', held FROM visits
UNION ALL
SELECT what || coalesce(':' || area, '') || '@' || month, 0, '', '',
  CASE WHEN area IS NULL THEN '' ELSE veils[veil] END, changes
FROM flow;
END $$;
