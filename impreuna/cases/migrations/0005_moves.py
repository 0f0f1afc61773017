"""What becomes of a case when its household moves to another commune, and numbers that no move makes free again."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# The last number of each register, whoever may see its papers, whatever has moved away since.
NUMBERS = f"""
CREATE TABLE cases_lastnumber (commune_id int, year int, of_cases bool, number int NOT NULL,
  PRIMARY KEY (commune_id, year, of_cases));
REVOKE ALL ON cases_lastnumber FROM {APP_ROLE};
INSERT INTO cases_lastnumber SELECT commune_id, year, true, max(number) FROM cases_case GROUP BY 1, 2
  UNION ALL SELECT commune_id, year, false, max(number) FROM cases_registerentry GROUP BY 1, 2;
CREATE OR REPLACE FUNCTION cases_next_number(place int, of_year int, of_cases bool) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  given int;
BEGIN
  IF NOT impreuna_is_writing() THEN
    RAISE EXCEPTION 'only an act is numbered' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO cases_lastnumber AS l VALUES (place, of_year, cases_next_number.of_cases, 1)
    ON CONFLICT (commune_id, year, of_cases) DO UPDATE SET number = l.number + 1 RETURNING l.number INTO given;
  RETURN given;
END $$;
"""
NO_NUMBERS = """
CREATE OR REPLACE FUNCTION cases_next_number(place int, of_year int, of_cases bool) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE WHEN of_cases
    THEN (SELECT max(c.number) FROM cases_case c WHERE c.commune_id = place AND c.year = of_year)
    ELSE (SELECT max(r.number) FROM cases_registerentry r WHERE r.commune_id = place AND r.year = of_year) END, 0) + 1
$$;
DROP TABLE cases_lastnumber;
"""

# A case that comes from another commune takes the next number of the register here, and remembers its own.
RENUMBER = """
CREATE FUNCTION cases_renumber() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.former_number := OLD.number || '/' || OLD.year;
  NEW.year := extract(year FROM now() AT TIME ZONE 'Europe/Bucharest');
  NEW.number := cases_next_number(NEW.commune_id, NEW.year, true);
  NEW.search := concat_ws(' ', NEW.number, NEW.year, NEW.search);
  RETURN NEW;
END $$;
CREATE TRIGGER cases_moved BEFORE UPDATE OF commune_id ON cases_case
  FOR EACH ROW WHEN (OLD.commune_id <> NEW.commune_id) EXECUTE FUNCTION cases_renumber();
"""
NO_RENUMBER = "DROP TRIGGER cases_moved ON cases_case; DROP FUNCTION cases_renumber();"

# After a move: circles go along; who works neither here nor for the county leaves team, circle and medical data; of a
# restricted case the social workers and heads of this commune know; the dossier tells what happened. It obeys only a
# command that is being carried out between two communes of the act.
FOLLOW = f"""
INSERT INTO cases_follower VALUES ('obligations_obligation') ON CONFLICT DO NOTHING;
CREATE FUNCTION cases_works_here(who uuid, place int) RETURNS bool
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM workforce_roleassignment a, territory_commune c WHERE c.siruta = place AND a.user_id = who
    AND a.place_id IN (place, c.county_id) AND a.ended_at IS NULL
    AND (a.end_date IS NULL OR a.end_date >= (now() AT TIME ZONE 'Europe/Bucharest')::date))
$$;
CREATE FUNCTION cases_follow(place int, origin int, number bigint, author_name text, author_role text,
  recorded timestamptz, received timestamptz)
RETURNS uuid[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  moved uuid[];
  circles uuid[];
BEGIN
  IF NOT impreuna_is_writing() OR NOT (ARRAY[place, origin] <@ impreuna_communes())
  THEN RAISE EXCEPTION 'nobody moves here' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT coalesce(array_agg(c.id), '{{}}'), coalesce(array_agg(c.team_id) || array_agg(c.key_id), '{{}}')
    INTO moved, circles FROM cases_case c WHERE c.commune_id = place AND c.n = cases_follow.number;
  UPDATE kernel_restrictionmember m SET commune_id = place, n = cases_follow.number
    WHERE m.commune_id = origin AND m.id = ANY (circles);
  UPDATE kernel_restrictionmember m SET until = now() WHERE m.commune_id = place AND m.id = ANY (circles)
    AND (m.until IS NULL OR m.until > now()) AND NOT cases_works_here(m.user_id, place);
  UPDATE cases_casemember m SET until = received WHERE m.commune_id = place AND m.case_id = ANY (moved)
    AND m.user_id IS NOT NULL AND (m.until IS NULL OR m.until > received) AND NOT cases_works_here(m.user_id, place);
  UPDATE cases_case c SET responsible_id = NULL, responsible = '' WHERE c.commune_id = place AND c.id = ANY (moved)
    AND c.responsible_id IS NOT NULL AND NOT cases_works_here(c.responsible_id, place);
  UPDATE obligations_obligation o SET responsible_id = NULL, responsible = '' WHERE o.commune_id = place
    AND o.case_id = ANY (moved) AND o.is_open AND NOT cases_works_here(o.responsible_id, place);
  UPDATE obligations_obligation o SET label = c.number || '/' || c.year || ' ' || c.label FROM cases_case c
    WHERE o.commune_id = place AND c.commune_id = place AND o.case_id = c.id AND c.id = ANY (moved);
  INSERT INTO kernel_restrictionmember (commune_id, id, user_id, until, is_team, n)
    SELECT DISTINCT place, c.team_id, a.user_id, NULL::timestamptz, true, cases_follow.number
    FROM cases_case c JOIN workforce_roleassignment a ON a.place_id = place AND a.ended_at IS NULL
      AND a.role IN ('social_worker', 'spas_head') AND cases_works_here(a.user_id, place)
    WHERE c.commune_id = place AND c.id = ANY (moved) AND c.is_restricted
    ON CONFLICT (commune_id, id, user_id) DO UPDATE SET until = NULL, n = excluded.n;
  INSERT INTO cases_caseentry (commune_id, id, n, case_id, team_id, key_id, is_restricted, household_id, kind, area,
      stated_at, recorded_at, received_at, late_reason, author, author_id, role, content, is_past)
    SELECT place, gen_random_uuid(), cases_follow.number, c.id, c.team_id, '00000000-0000-0000-0000-000000000000',
      c.is_restricted, c.household_id, 'AcceptMove', 'case', recorded, recorded, received, '', author_name,
      impreuna_user(), author_role, jsonb_build_object('from_commune_id', origin, 'former_number', c.former_number),
      c.ended_at IS NOT NULL
    FROM cases_case c WHERE c.commune_id = place AND c.id = ANY (moved);
  RETURN moved;
END $$;
REVOKE ALL ON FUNCTION cases_works_here(uuid, int) FROM PUBLIC, {APP_ROLE};
REVOKE ALL ON FUNCTION cases_follow(int, int, bigint, text, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_follow(int, int, bigint, text, text, timestamptz, timestamptz) TO {APP_ROLE};
"""
NO_FOLLOW = """
DELETE FROM cases_follower WHERE table_name = 'obligations_obligation';
DROP FUNCTION cases_follow(int, int, bigint, text, text, timestamptz, timestamptz);
DROP FUNCTION cases_works_here(uuid, int);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_links_and_meetings"), ("obligations", "0002_row_security")]

    operations = [RunSQL(NUMBERS, NO_NUMBERS), RunSQL(RENUMBER, NO_RENUMBER), RunSQL(FOLLOW, NO_FOLLOW)]
