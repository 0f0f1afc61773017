from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# What a visit does to findings, the same as rules.settle says (tests/test_settling.py compares the two). It runs as
# the owner of the tables, because whoever records a visit reports also into areas that she does not read; it obeys
# only a command that is being carried out, in a commune of the actor, and answers only what the actor may see.
#   verdicts: [{subject, is_person, code, veil, severity, evidence}]; untrue: {subject: [code, …]} or {subject: "*"}.
# What time alone changes (ages) makes no other evidence.
SETTLE = f"""
CREATE FUNCTION assessment_settle(place int, home uuid, visit uuid, number bigint, lists int, moment timestamptz,
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
      AS v(subject uuid, is_person bool, code text, veil text, severity smallint, evidence jsonb)
  ), weighed AS (
    SELECT v.*, f.id AS finding, f.state AS before, CASE
        WHEN f.id IS NULL THEN 'proposed'
        WHEN f.state = 'resolved' THEN 'reopened'
        WHEN f.evidence - '{{age,age_months,age_days}}'::text[]
          = v.evidence - '{{age,age_months,age_days}}'::text[] AND (f.state = 'refuted' OR f.severity = v.severity) THEN NULL
        WHEN f.state = 'refuted' THEN 'reopened'
        ELSE 'refreshed' END AS change
    FROM verdict v LEFT JOIN assessment_finding f
      ON f.commune_id = place AND f.subject_id = v.subject AND f.code = v.code
  ), fresh AS (
    INSERT INTO assessment_finding (commune_id, id, n, subject_id, is_person, household_id, code, veil, severity,
        state, evidence, edition, assessment_id, found_at, decided_by, decided_role, note)
    SELECT place, gen_random_uuid(), number, subject, is_person, home, code, veil, severity,
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
REVOKE ALL ON FUNCTION assessment_settle(int, uuid, uuid, bigint, int, timestamptz, text, text, jsonb, jsonb, text)
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assessment_settle(int, uuid, uuid, bigint, int, timestamptz, text, text, jsonb, jsonb, text)
  TO {APP_ROLE};
"""
DROP_SETTLE = (
    "DROP FUNCTION assessment_settle(int, uuid, uuid, bigint, int, timestamptz, text, text, jsonb, jsonb, text);"
)

# Findings of a person count where she lives: when she joins another household, they go with her, veiled ones too.
REHOME = f"""
CREATE FUNCTION assessment_rehome(place int, people uuid[], home uuid, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_writing() OR NOT (place = ANY (impreuna_communes()))
  THEN RAISE EXCEPTION 'nothing is being recorded here' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE assessment_finding SET household_id = home, n = number
    WHERE commune_id = place AND subject_id = ANY (people) AND is_person AND household_id <> home;
END $$;
REVOKE ALL ON FUNCTION assessment_rehome(int, uuid[], uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assessment_rehome(int, uuid[], uuid, bigint) TO {APP_ROLE};
"""

# Two records of one person are united: her findings are those of the record that stands, each vulnerability once.
# What both had is closed on the one that goes behind; undoing the merge brings nothing back, the next visit does.
UNITE = f"""
CREATE FUNCTION assessment_unite(place int, kept uuid, dropped uuid, number bigint, moment timestamptz, author text,
  profession text, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  home uuid := (SELECT household_id FROM registry_membership
    WHERE commune_id = place AND person_id = kept AND end_date IS NULL);
BEGIN
  IF NOT impreuna_is_writing() OR NOT (place = ANY (impreuna_communes()))
  THEN RAISE EXCEPTION 'nothing is being recorded here' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE assessment_finding f SET subject_id = kept, household_id = coalesce(home, f.household_id), n = number
    WHERE f.commune_id = place AND f.subject_id = dropped AND NOT EXISTS (
      SELECT FROM assessment_finding k WHERE k.commune_id = place AND k.subject_id = kept AND k.code = f.code);
  PERFORM assessment_settle(place, NULL, NULL, number, 0, moment, author, profession, '[]',
    jsonb_build_object(dropped, '*'), why);
END $$;
REVOKE ALL ON FUNCTION assessment_unite(int, uuid, uuid, bigint, timestamptz, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assessment_unite(int, uuid, uuid, bigint, timestamptz, text, text, text) TO {APP_ROLE};
"""

# A household takes its visits and findings along when it moves to another commune; events follow their finding.
FOLLOW = """
INSERT INTO registry_follower (place, table_name, record_column) VALUES
  (10, 'assessment_assessment', 'household_id'),
  (20, 'assessment_answers', 'household_id'),
  (30, 'assessment_finding', 'subject_id'),
  (40, 'assessment_findingevent', 'finding_id');
"""
UNFOLLOW = "DELETE FROM registry_follower WHERE table_name LIKE 'assessment\\_%';"


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_row_security"), ("registry", "0004_followers")]

    operations = [
        # Asked on every page: how many findings wait for a decision.
        migrations.AddIndex(
            "finding",
            models.Index(fields=["commune_id", "veil"], name="finding_open", condition=models.Q(state="proposed")),
        ),
        RunSQL(SETTLE, DROP_SETTLE),
        RunSQL(REHOME, "DROP FUNCTION assessment_rehome(int, uuid[], uuid, bigint);"),
        RunSQL(UNITE, "DROP FUNCTION assessment_unite(int, uuid, uuid, bigint, timestamptz, text, text, text);"),
        RunSQL(FOLLOW, UNFOLLOW),
    ]
