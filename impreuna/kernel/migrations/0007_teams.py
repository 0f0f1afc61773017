"""Circles whose members come and go: the teams of cases. A membership may end, and then nothing is seen any more."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

_MEMBERS = "SELECT coalesce(array_agg(id), '{}') FROM kernel_restrictionmember WHERE user_id = impreuna_user()"

MEMBERSHIPS = f"""
CREATE OR REPLACE FUNCTION impreuna_restrictions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$ {_MEMBERS} AND (until IS NULL OR until > now()) $$;
CREATE FUNCTION impreuna_case_areas() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(string_to_array(nullif(current_setting('impreuna.case_areas', true), ''), ','), '{{}}') $$;
"""
OPEN_MEMBERSHIPS = f"""
DROP FUNCTION impreuna_case_areas();
CREATE OR REPLACE FUNCTION impreuna_restrictions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$ {_MEMBERS} $$;
"""

# Who leads a case need not be of its team, and does not see who is: so a team is filled and emptied by these two, which
# obey only a command that is being carried out by somebody of the place or of the team.
TEAMS = f"""
CREATE FUNCTION kernel_admit(circle uuid, place int, who uuid, ends timestamptz, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_writing() OR NOT (place = ANY (impreuna_communes()) OR circle = ANY (impreuna_restrictions()))
  THEN RAISE EXCEPTION 'nobody is admitted here' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO kernel_restrictionmember (commune_id, id, user_id, until, is_team, n)
    VALUES (place, circle, who, ends, true, number)
    ON CONFLICT (commune_id, id, user_id) DO UPDATE SET until = excluded.until, n = excluded.n;
END $$;
CREATE FUNCTION kernel_dismiss(circle uuid, place int, who uuid, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_writing() OR NOT (place = ANY (impreuna_communes()) OR circle = ANY (impreuna_restrictions()))
  THEN RAISE EXCEPTION 'nobody is dismissed here' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE kernel_restrictionmember SET until = now(), n = number
    WHERE commune_id = place AND id = circle AND user_id = who;
END $$;
REVOKE ALL ON FUNCTION kernel_admit(uuid, int, uuid, timestamptz, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION kernel_dismiss(uuid, int, uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel_admit(uuid, int, uuid, timestamptz, bigint) TO {APP_ROLE};
GRANT EXECUTE ON FUNCTION kernel_dismiss(uuid, int, uuid, bigint) TO {APP_ROLE};
"""
NO_TEAMS = """
DROP FUNCTION kernel_admit(uuid, int, uuid, timestamptz, bigint);
DROP FUNCTION kernel_dismiss(uuid, int, uuid, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0006_files")]

    operations = [
        migrations.AddField("restrictionmember", "until", models.DateTimeField(null=True)),
        migrations.AddField("restrictionmember", "is_team", models.BooleanField(default=False)),
        RunSQL(MEMBERSHIPS, OPEN_MEMBERSHIPS),
        RunSQL(TEAMS, NO_TEAMS),
    ]
