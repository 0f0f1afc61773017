"""What an act in a case needs beyond what its author may read: all facts, all rows of the case, a place in a circle."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# Whether the reader sees the case, as its own policy says (`kernel.rowsecurity.protect_case`).
_SEEN = (
    "(NOT {c}.is_restricted AND {c}.commune_id = ANY (impreuna_communes()) AND 'case' = ANY (impreuna_areas())"
    " OR {c}.team_id = ANY (impreuna_restrictions()))"
)
_REFUSE = "RAISE EXCEPTION 'not in this case' USING ERRCODE = 'insufficient_privilege'; END IF;"

# Stage and deadlines follow from everything that was done in a case, also from what the author of an act may not read.
# Only handlers of acts read it: nothing of it is shown.
FACTS = f"""
CREATE FUNCTION cases_facts(place int, which uuid)
RETURNS TABLE (id uuid, kind text, at timestamptz, stated_at timestamptz, author_id uuid, about_id uuid, content jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.kind, least(e.recorded_at, e.received_at), e.stated_at, e.author_id, e.about_id, e.content
  FROM cases_case c JOIN cases_caseentry e ON e.commune_id = c.commune_id AND e.case_id = c.id
  WHERE c.commune_id = place AND c.id = which AND impreuna_is_writing() AND {_SEEN.format(c="c")}
  ORDER BY e.received_at, e.recorded_at, e.id
$$;
"""

# Which tables hold rows of a case. A room above adds its own in a migration; the application neither reads nor writes
# the catalogue. What decides who sees the rows is said in the case, and they follow it, veiled ones too; what the
# journal keeps of the acts is their circle's as long as the case is restricted.
ALIGN = f"""
CREATE TABLE cases_follower (table_name text PRIMARY KEY);
REVOKE ALL ON cases_follower FROM {APP_ROLE};
INSERT INTO cases_follower VALUES ('cases_caseperson'), ('cases_caseentry'), ('cases_casemember'), ('cases_task'),
  ('cases_referrallink'), ('cases_opening');
CREATE FUNCTION cases_align(place int, which uuid, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held cases_case%ROWTYPE;
  follower text;
BEGIN
  SELECT * INTO held FROM cases_case c WHERE c.commune_id = place AND c.id = which;
  IF NOT FOUND OR NOT impreuna_is_writing() OR NOT {_SEEN.format(c="held")} THEN {_REFUSE}
  IF EXISTS (SELECT FROM cases_caseentry e WHERE e.commune_id = place AND e.case_id = which
             AND e.is_restricted <> held.is_restricted) THEN
    UPDATE kernel_payload p SET restriction_id = CASE WHEN held.is_restricted THEN held.team_id END
      FROM kernel_journalentry j WHERE j.commune_id = place AND p.commune_id = place AND p.command_id = j.command_id
      AND j.status <> 'rejected' AND j.records && (which || ARRAY(
        SELECT t.id FROM cases_task t WHERE t.commune_id = place AND t.case_id = which));
  END IF;
  FOR follower IN SELECT table_name FROM cases_follower LOOP
    EXECUTE format('UPDATE %I SET n = $1, team_id = $2, is_restricted = $3, household_id = $4'
      ' WHERE commune_id = $5 AND case_id = $6', follower)
      USING number, held.team_id, held.is_restricted, held.household_id, place, which;
  END LOOP;
END $$;
CREATE FUNCTION cases_close_circle(place int, which uuid, keep uuid[], number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held cases_case%ROWTYPE;
BEGIN
  SELECT * INTO held FROM cases_case c WHERE c.commune_id = place AND c.id = which;
  IF NOT FOUND OR NOT impreuna_is_writing() OR NOT {_SEEN.format(c="held")} THEN {_REFUSE}
  UPDATE kernel_restrictionmember m SET until = now(), n = number
    WHERE m.commune_id = place AND m.id = held.team_id AND NOT m.user_id = ANY (keep)
    AND (m.until IS NULL OR m.until > now());
END $$;
"""
NO_ALIGN = """
DROP FUNCTION cases_align(int, uuid, bigint); DROP FUNCTION cases_close_circle(int, uuid, uuid[], bigint);
DROP TABLE cases_follower;
"""

# Somebody outside opens a case that she cannot see, by its number, for a time. Who is in the team stays as she is.
GLASS = f"""
CREATE FUNCTION cases_break_glass(place int, of_year int, of_number int, ends timestamptz, number bigint)
RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held cases_case%ROWTYPE;
BEGIN
  IF NOT impreuna_is_writing() OR NOT (place = ANY (impreuna_communes()) OR place = ANY (impreuna_places()))
  THEN {_REFUSE}
  SELECT * INTO held FROM cases_case c
    WHERE c.commune_id = place AND c.year = of_year AND c.number = of_number;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO kernel_restrictionmember AS m (commune_id, id, user_id, until, is_team, n)
    VALUES (place, held.team_id, impreuna_user(), ends, true, number)
    ON CONFLICT (commune_id, id, user_id) DO UPDATE SET n = excluded.n,
      until = CASE WHEN m.until IS NULL THEN NULL ELSE greatest(m.until, excluded.until) END;
  RETURN NEXT held.id;
END $$;
"""

# Who told of a case is read by who reads protection data in her own place, by nobody whom only the team lets in.
REPORTER = """
CREATE POLICY reporter ON cases_caseentry AS RESTRICTIVE FOR SELECT USING (
  kind <> 'NoteReporter' OR author_id = (SELECT impreuna_user()) OR (SELECT 'protection' = ANY (impreuna_areas())));
"""

# Whom the county has for cases of a commune: the head designates one, and sees no rows of the county's staff.
STAFF = """
CREATE FUNCTION cases_county_managers(place int) RETURNS TABLE (user_id uuid, name text, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT u.id, u.name, a.role FROM territory_commune c
  JOIN workforce_roleassignment a ON a.place_id = c.county_id AND a.role = 'dgaspc_coordinator'
  JOIN workforce_user u ON u.id = a.user_id
  WHERE c.siruta = place AND (place = ANY (impreuna_communes()) OR place = ANY (impreuna_places()))
    AND a.start_date <= (now() AT TIME ZONE 'Europe/Bucharest')::date AND a.ended_at IS NULL
    AND (a.end_date IS NULL OR a.end_date >= (now() AT TIME ZONE 'Europe/Bucharest')::date)
  ORDER BY u.name, u.id
$$;
CREATE FUNCTION cases_count_managed(who uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT c.id)::int FROM cases_casemember m
  JOIN cases_case c ON c.commune_id = m.commune_id AND c.id = m.case_id AND c.is_active
  WHERE m.user_id = who AND m.function = 'case_manager' AND m.until IS NULL
$$;
"""
NO_STAFF = "DROP FUNCTION cases_county_managers(int); DROP FUNCTION cases_count_managed(uuid);"

_GRANTED = (
    "cases_facts(int, uuid)",
    "cases_align(int, uuid, bigint)",
    "cases_close_circle(int, uuid, uuid[], bigint)",
    "cases_break_glass(int, int, int, timestamptz, bigint)",
    "cases_county_managers(int)",
    "cases_count_managed(uuid)",
)
GRANTS = "".join(
    f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {function} TO {APP_ROLE};"
    for function in _GRANTED
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_row_security"), ("workforce", "0001_initial"), ("territory", "0001_initial")]

    operations = [
        migrations.AddField("case", "former_number", models.TextField(default="")),
        RunSQL(FACTS, "DROP FUNCTION cases_facts(int, uuid);"),
        RunSQL(ALIGN, NO_ALIGN),
        RunSQL(GLASS, "DROP FUNCTION cases_break_glass(int, int, int, timestamptz, bigint);"),
        RunSQL(REPORTER, "DROP POLICY reporter ON cases_caseentry;"),
        RunSQL(STAFF, NO_STAFF),
        RunSQL(GRANTS, RunSQL.noop),
    ]
