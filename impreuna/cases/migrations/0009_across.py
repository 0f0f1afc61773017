"""What reaches from a case into another commune: somebody of it moved there, it is transferred, the answer comes back."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# Open cases of a commune whose main people came to another one by this very act, and did not take the case along.
LEFT = """
CREATE FUNCTION cases_left_behind(origin int, target int, act_number bigint) RETURNS TABLE (left_id uuid, moved text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (c.id) c.id, p.name FROM cases_caseperson p
  JOIN cases_case c ON c.commune_id = p.commune_id AND c.id = p.case_id AND c.ended_at IS NULL
  JOIN registry_person r ON r.commune_id = target AND r.id = p.person_id AND r.n = act_number
  WHERE p.commune_id = origin AND p.part = 'subject' AND p.until IS NULL
  AND impreuna_is_writing() AND ARRAY[origin, target] <@ impreuna_communes()
  ORDER BY c.id, p.id
$$;
"""
# Who acts in one commune writes into one case of another: of somebody who came from there, or one that was transferred
# from there. For that act alone she is in its circle, whatever she was in it before.
CROSSING = """
CREATE FUNCTION cases_enter_across(home int, there int, which uuid, act_number bigint)
RETURNS bool LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held cases_case%ROWTYPE;
BEGIN
  SELECT * INTO held FROM cases_case c WHERE c.commune_id = home AND c.id = which;
  IF NOT FOUND OR NOT impreuna_is_writing() OR NOT (ARRAY[home, there] <@ impreuna_communes())
    OR NOT (which IN (SELECT b.left_id FROM cases_left_behind(home, there, act_number) b)
      OR EXISTS (SELECT FROM cases_caseentry e WHERE e.commune_id = home AND e.case_id = which
        AND e.kind = 'TransferCase' AND (e.content ->> 'to_commune_id')::int = there))
  THEN RETURN false; END IF;
  INSERT INTO kernel_restrictionmember AS m (commune_id, id, user_id, until, is_team, n)
    VALUES (home, held.team_id, impreuna_user(), 'infinity', false, act_number)
    ON CONFLICT (commune_id, id, user_id) DO UPDATE SET until = 'infinity' WHERE m.until <= now();
  RETURN true;
END $$;
CREATE FUNCTION cases_leave_across(home int, which uuid)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE kernel_restrictionmember m SET until = now() FROM cases_case c
    WHERE c.commune_id = home AND c.id = which AND m.commune_id = home AND m.id = c.team_id
    AND m.user_id = impreuna_user() AND m.until = 'infinity'
$$;
"""
# A restricted case is of the social workers and heads of its commune from the beginning; who transfers it there does
# not see who they are.
WORKERS = """
CREATE FUNCTION cases_call_workers(home int, circle uuid, act_number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_writing() OR NOT (home = ANY (impreuna_communes()))
  THEN RAISE EXCEPTION 'nobody is called here' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO kernel_restrictionmember (commune_id, id, user_id, until, is_team, n)
    SELECT DISTINCT home, circle, a.user_id, NULL::timestamptz, true, act_number FROM workforce_roleassignment a
    WHERE a.place_id = home AND a.role IN ('social_worker', 'spas_head') AND a.ended_at IS NULL
    AND a.start_date <= (now() AT TIME ZONE 'Europe/Bucharest')::date
    AND (a.end_date IS NULL OR a.end_date >= (now() AT TIME ZONE 'Europe/Bucharest')::date)
    ON CONFLICT (commune_id, id, user_id) DO UPDATE SET until = NULL, n = excluded.n;
END $$;
"""
_FUNCTIONS = (
    "cases_left_behind(int, int, bigint), cases_enter_across(int, int, uuid, bigint), cases_leave_across(int, uuid),"
    " cases_call_workers(int, uuid, bigint)"
)
GRANTS = f"""
REVOKE ALL ON FUNCTION {_FUNCTIONS} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {_FUNCTIONS} TO {APP_ROLE};
"""
NO_FUNCTIONS = """
DROP FUNCTION cases_call_workers(int, uuid, bigint), cases_leave_across(int, uuid),
  cases_enter_across(int, int, uuid, bigint), cases_left_behind(int, int, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_recomputing")]

    operations = [RunSQL(LEFT + CROSSING + WORKERS + GRANTS, NO_FUNCTIONS)]
