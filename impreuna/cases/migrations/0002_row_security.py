"""A case's rows are its team's and, unless it is restricted, those of who works with all cases of the commune."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, append_only, policies, protect, protect_case

# Everybody sees who is called to a team, and the case, before the circle is asked: `team_id` is the row's own.
_CASE_TABLES = ("caseperson", "casemember", "task", "referrallink", "opening")

# What a case holds goes along when its household moves to another commune.
FOLLOW = """
INSERT INTO registry_follower (place, table_name, record_column) VALUES
  (110, 'cases_case', 'household_id'),
  (120, 'cases_caseperson', 'household_id'),
  (130, 'cases_caseentry', 'household_id'),
  (140, 'cases_casemember', 'household_id'),
  (150, 'cases_task', 'household_id'),
  (160, 'cases_referrallink', 'household_id'),
  (170, 'cases_opening', 'household_id');
"""
UNFOLLOW = "DELETE FROM registry_follower WHERE table_name LIKE 'cases\\_%';"

# An entry never changes; what decides who sees it may.
UNCHANGING = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON cases_caseentry FROM {APP_ROLE};
GRANT UPDATE (n, is_restricted, household_id) ON cases_caseentry TO {APP_ROLE};
"""
CHANGING = f"GRANT UPDATE, DELETE ON cases_caseentry TO {APP_ROLE};"

_HERE = "commune_id = ANY ((SELECT impreuna_communes())::int[])"

# The next free number of a register, whoever may see its papers: gaps would tell that there are papers one may not see.
NUMBERS = f"""
CREATE FUNCTION cases_next_number(place int, of_year int, of_cases bool) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE WHEN of_cases
    THEN (SELECT max(c.number) FROM cases_case c WHERE c.commune_id = place AND c.year = of_year)
    ELSE (SELECT max(r.number) FROM cases_registerentry r WHERE r.commune_id = place AND r.year = of_year) END, 0) + 1
$$;
CREATE FUNCTION cases_count_active(who uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM cases_case c WHERE c.responsible_id = who AND c.is_active
$$;
REVOKE ALL ON FUNCTION cases_next_number(int, int, bool), cases_count_active(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_next_number(int, int, bool), cases_count_active(uuid) TO {APP_ROLE};
"""
NO_NUMBERS = "DROP FUNCTION cases_next_number(int, int, bool); DROP FUNCTION cases_count_active(uuid);"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("kernel", "0007_teams"), ("registry", "0004_followers")]

    operations = [
        protect_case("cases_case"),
        *(protect_case(f"cases_{table}") for table in _CASE_TABLES),
        protect_case("cases_caseentry", has_areas=True),
        policies("cases_registerentry", _HERE, "true"),
        protect("cases_meeting"),
        append_only("cases_opening"),
        append_only("cases_registerentry"),
        RunSQL(UNCHANGING, CHANGING),
        RunSQL(FOLLOW, UNFOLLOW),
        RunSQL(NUMBERS, NO_NUMBERS),
    ]
