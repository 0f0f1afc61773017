"""Answering a referral through its link; what a meeting and a plan have to know beyond what their author reads."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# Who holds the secret of a link reads what the referral told its receiver, and nothing else. The answer is an act of
# the link itself, which comes into the case's circle for that act alone.
LINKS = """
CREATE FUNCTION cases_find_link(digest bytea)
RETURNS TABLE (commune_id int, id uuid, case_id uuid, entry_id uuid, expires_at timestamptz, answered_at timestamptz,
  author text, told jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.commune_id, l.id, l.case_id, l.entry_id, l.expires_at, l.answered_at, e.author,
    jsonb_build_object('receiver', e.content -> 'receiver', 'purpose', e.content -> 'purpose',
      'told', e.content -> 'told', 'asked', e.content -> 'asked', 'person', e.content -> 'person',
      'answer_by', e.content -> 'answer_by', 'register_no', e.content -> 'register_no')
  FROM cases_referrallink l
  JOIN cases_caseentry e ON e.commune_id = l.commune_id AND e.id = l.entry_id
  WHERE l.secret_digest = digest
$$;
CREATE FUNCTION cases_enter_by_link(place int, which uuid, referral uuid, moment timestamptz)
RETURNS bool LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  link cases_referrallink%ROWTYPE;
BEGIN
  SELECT * INTO link FROM cases_referrallink l
    WHERE l.commune_id = place AND l.id = impreuna_user() AND l.case_id = which AND l.entry_id = referral
    AND l.answered_at IS NULL AND l.expires_at > moment AND impreuna_is_writing();
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO kernel_restrictionmember (commune_id, id, user_id, until, is_team, n)
    VALUES (place, link.team_id, link.id, NULL, false, link.n) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
CREATE FUNCTION cases_leave_link(place int, which uuid)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM kernel_restrictionmember m USING cases_referrallink l
    WHERE l.commune_id = place AND l.case_id = which AND l.id = impreuna_user()
    AND m.commune_id = place AND m.id = l.team_id AND m.user_id = l.id
$$;
"""
NO_LINKS = """
DROP FUNCTION cases_find_link(bytea), cases_enter_by_link(int, uuid, uuid, timestamptz), cases_leave_link(int, uuid);
"""

# Whether a meeting was held, since when the commune has cases, which vulnerabilities a household has: facts that may
# not depend on who acts. Within an act only.
KNOWN = """
CREATE FUNCTION cases_meeting_held(commune int, which uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.held_at FROM cases_meeting m WHERE m.commune_id = commune AND m.id = which AND impreuna_is_writing()
$$;
CREATE FUNCTION cases_open_since(place int) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(c.registered_at) FROM cases_case c WHERE c.commune_id = place AND c.ended_at IS NULL
  AND impreuna_is_writing()
$$;
CREATE FUNCTION cases_risk_codes(place int, home uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT f.code), '{}') FROM assessment_finding f
  WHERE f.commune_id = place AND f.household_id = home AND f.state IN ('proposed', 'confirmed')
  AND impreuna_is_writing()
$$;
"""
NOT_KNOWN = """
DROP FUNCTION cases_meeting_held(int, uuid), cases_open_since(int), cases_risk_codes(int, uuid);
"""

_FUNCTIONS = (
    "cases_find_link(bytea), cases_enter_by_link(int, uuid, uuid, timestamptz), cases_leave_link(int, uuid),"
    " cases_meeting_held(int, uuid), cases_open_since(int), cases_risk_codes(int, uuid)"
)
GRANTS = f"""
REVOKE ALL ON FUNCTION {_FUNCTIONS} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {_FUNCTIONS} TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_circles"), ("assessment", "0001_initial")]

    operations = [
        migrations.AlterField("task", "case_id", models.UUIDField(null=True)),
        migrations.RemoveField("referrallink", "opened_at"),
        migrations.AddField("meeting", "recorded_at", models.DateTimeField()),
        RunSQL(LINKS, NO_LINKS),
        RunSQL(KNOWN, NOT_KNOWN),
        RunSQL(GRANTS, RunSQL.noop),
    ]
