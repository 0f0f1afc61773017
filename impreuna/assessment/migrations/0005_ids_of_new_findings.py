from django.db import migrations
from django.db.migrations.operations import RunSQL

# As in 0003, where the whole is explained; new is that a verdict may name the id of the finding that it brings up
# (rules.settle.id_of_new), so that whoever records the visit knows it beforehand.
SETTLE = """
CREATE OR REPLACE FUNCTION assessment_settle(place int, home uuid, visit uuid, number bigint, lists int, moment timestamptz,
  author text, profession text, verdicts jsonb, untrue jsonb, why text)
RETURNS TABLE (change text, total int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- Some rows of a few subjects among millions: each is found by its key, whatever the planner thinks of small tables.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  readable text[] := impreuna_areas();
BEGIN
  IF NOT impreuna_is_writing() OR NOT (place = ANY (impreuna_communes()))
  THEN RAISE EXCEPTION 'nothing is being recorded here' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY
  WITH verdict AS (
    SELECT v.* FROM jsonb_to_recordset(verdicts)
      AS v(id uuid, subject uuid, is_person bool, code text, veil text, severity smallint, evidence jsonb)
  ), weighed AS (
    SELECT v.*, f.id AS finding, f.state AS before, CASE
        WHEN f.id IS NULL THEN 'proposed'
        WHEN f.state = 'resolved' THEN 'reopened'
        WHEN f.evidence - '{age,age_months,age_days}'::text[]
          = v.evidence - '{age,age_months,age_days}'::text[] AND (f.state = 'refuted' OR f.severity = v.severity) THEN NULL
        WHEN f.state = 'refuted' THEN 'reopened'
        ELSE 'refreshed' END AS change
    FROM verdict v LEFT JOIN assessment_finding f
      ON f.commune_id = place AND f.subject_id = v.subject AND f.code = v.code
  ), fresh AS (
    INSERT INTO assessment_finding (commune_id, id, n, subject_id, is_person, household_id, code, veil, severity,
        state, evidence, edition, assessment_id, found_at, decided_by, decided_role, note)
    SELECT place, coalesce(id, gen_random_uuid()), number, subject, is_person, home, code, veil, severity,
        'proposed', evidence, lists, visit, moment, '', '', ''
    FROM weighed WHERE finding IS NULL
    RETURNING veil
  ), changed AS (
    UPDATE assessment_finding f SET n = number, household_id = home, veil = w.veil, severity = w.severity,
        evidence = w.evidence, edition = lists, assessment_id = visit,
        state = CASE w.change WHEN 'reopened' THEN 'proposed' ELSE f.state END,
        found_at = CASE w.change WHEN 'reopened' THEN moment ELSE f.found_at END,
        decided_at = CASE w.change WHEN 'reopened' THEN NULL ELSE f.decided_at END,
        decided_by = CASE w.change WHEN 'reopened' THEN '' ELSE f.decided_by END,
        decided_role = CASE w.change WHEN 'reopened' THEN '' ELSE f.decided_role END,
        note = CASE w.change WHEN 'reopened' THEN '' ELSE f.note END
    FROM weighed w WHERE f.commune_id = place AND f.id = w.finding AND w.change IS NOT NULL
    RETURNING f.id, f.veil, f.state, f.evidence, w.change, CASE
        WHEN w.before = 'refuted' THEN 'Propusă din nou: răspunsurile diferă de cele infirmate.'
        WHEN w.before = 'resolved' THEN 'Redeschisă: răspunsurile arată din nou vulnerabilitatea.'
        ELSE '' END AS note
  ), closed AS (
    UPDATE assessment_finding f SET n = number, state = 'resolved', decided_at = moment, decided_by = author,
        decided_role = profession, note = why
    FROM jsonb_each(untrue) u
    WHERE f.commune_id = place AND f.subject_id = u.key::uuid AND f.state IN ('proposed', 'confirmed')
      AND (u.value = '"*"' OR u.value ? f.code)
    RETURNING f.id, f.veil, f.state, f.evidence, 'resolved' AS change, why AS note
  ), told AS (
    SELECT * FROM changed UNION ALL SELECT * FROM closed
  ), history AS (
    INSERT INTO assessment_findingevent (commune_id, id, n, finding_id, veil, state, happened_at, by, role, note,
        assessment_id, evidence)
    SELECT place, gen_random_uuid(), number, id, veil, state, moment, author, profession, note, visit, evidence FROM told
  )
  SELECT seen.change, count(*)::int FROM (
    SELECT 'proposed' AS change, veil FROM fresh UNION ALL SELECT change, veil FROM told
  ) seen WHERE seen.veil = ANY (readable) GROUP BY seen.change;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_fed")]

    # A verdict without an id is settled as before: there is nothing to take back.
    operations = [RunSQL(SETTLE, RunSQL.noop)]
