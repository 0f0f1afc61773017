"""Who works in a place is seen there and above. Two functions look past that, each for one question only."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import protect_place

# Before somebody acts in a role nothing is visible, so these two run as the owner of the tables. Each
# answers about one person: who holds the account of the session, or who holds the token of an e-mail.
# plpgsql keeps the plan with the connection; an SQL function would be planned at every request.
OWN_ROLES = """
CREATE FUNCTION workforce_own_roles(who uuid, today date)
RETURNS TABLE (assignment_id uuid, role text, level text, place_id int,
               place_name text, place_kind text, county_name text, commune_ids int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
  RETURN QUERY
  SELECT a.id, a.role, a.level, a.place_id, coalesce(c.name, k.name, ''), coalesce(c.kind, ''), coalesce(k.name, ''),
         CASE a.level
           WHEN 'commune' THEN ARRAY[a.place_id]
           WHEN 'county' THEN ARRAY(SELECT m.siruta FROM territory_commune m WHERE m.county_id = a.place_id)
           ELSE ARRAY[]::int[] END
  FROM workforce_roleassignment a
  LEFT JOIN territory_commune c ON a.level = 'commune' AND c.siruta = a.place_id
  LEFT JOIN territory_county k ON k.siruta = CASE a.level WHEN 'commune' THEN c.county_id ELSE a.place_id END
  WHERE a.user_id = who AND a.start_date <= today AND (a.end_date IS NULL OR a.end_date >= today)
    AND a.ended_at IS NULL
  ORDER BY a.start_date, a.id;
END $$;
"""
INVITATION = """
CREATE FUNCTION workforce_invitation_of(digest bytea) RETURNS SETOF workforce_invitation
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
BEGIN
  RETURN QUERY SELECT * FROM workforce_invitation i WHERE i.token_digest = digest;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0001_initial"),
        ("kernel", "0002_row_security"),
        ("territory", "0001_initial"),
    ]

    operations = [
        protect_place("workforce_roleassignment"),
        protect_place("workforce_invitation"),
        protect_place("workforce_institutionname"),
        RunSQL(OWN_ROLES, "DROP FUNCTION workforce_own_roles(uuid, date);"),
        RunSQL(INVITATION, "DROP FUNCTION workforce_invitation_of(bytea);"),
    ]
