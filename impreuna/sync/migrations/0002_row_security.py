"""Tablets are seen at their place and above it; held work in its commune; three functions look past that."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, policies, protect_place

_OWN = "user_id = (SELECT impreuna_user())"
_PLACE = "(place_id = ANY ((SELECT impreuna_places())::int[]) OR (SELECT impreuna_is_national()))"
_COMMUNE = "commune_id = ANY ((SELECT impreuna_communes())::int[])"
_AREAS = "areas <@ (SELECT impreuna_areas())::text[]"

# A contact is no act: whose tablet it is writes it, within the own place, without a command.
CONTACT = f"""
ALTER TABLE sync_contact ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON sync_contact FOR SELECT USING ({_PLACE});
CREATE POLICY adding ON sync_contact FOR INSERT WITH CHECK ({_OWN} AND {_PLACE});
CREATE POLICY changing ON sync_contact FOR UPDATE USING ({_OWN} AND {_PLACE}) WITH CHECK ({_OWN} AND {_PLACE});
"""
UNCONTACT = """
DROP POLICY reading ON sync_contact; DROP POLICY adding ON sync_contact; DROP POLICY changing ON sync_contact;
ALTER TABLE sync_contact DISABLE ROW LEVEL SECURITY;
"""

# Everything that a call of a device has to know before it is somebody: whose it is, whether the role is held today,
# where the clock stands, and the hash of the entry up to which it has pulled. One statement, by keys alone.
GREET = f"""
CREATE FUNCTION sync_greet(device uuid, today date, after bigint)
RETURNS TABLE (place_id int, commune_name text, county_name text, user_id uuid, user_name text, role text,
  assignment_id uuid, secret_digest bytea, outbox_key bytea, revoked_at timestamptz, n bigint, head bytea, hash bytea,
  circles uuid[], country_n bigint, last_contact_at timestamptz, known_app text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY
  SELECT d.place_id, c.name, k.name, d.user_id, u.name::text, d.role, held.id, d.secret_digest, d.outbox_key,
    d.revoked_at, clock.n, clock.head,
    (SELECT e.hash FROM kernel_journalentry e WHERE e.commune_id = d.place_id AND e.n = after),
    ARRAY(SELECT DISTINCT m.id FROM kernel_restrictionmember m WHERE m.user_id = d.user_id AND m.commune_id = d.place_id
          ORDER BY m.id),
    (SELECT country.n FROM kernel_clock country WHERE country.commune_id = 0),
    contact.last_contact_at, contact.app
  FROM sync_device d
  JOIN workforce_user u ON u.id = d.user_id
  JOIN kernel_clock clock ON clock.commune_id = d.place_id
  JOIN territory_commune c ON c.siruta = d.place_id
  JOIN territory_county k ON k.siruta = c.county_id
  LEFT JOIN LATERAL (
    SELECT a.id FROM workforce_roleassignment a
    WHERE a.place_id = d.place_id AND a.user_id = d.user_id AND a.role = d.role AND u.is_active
      AND a.start_date <= today AND (a.end_date IS NULL OR a.end_date >= today) AND a.ended_at IS NULL
    ORDER BY a.id <> d.assignment_id, a.start_date LIMIT 1
  ) held ON true
  LEFT JOIN sync_contact contact ON contact.place_id = d.place_id AND contact.id = d.id
  WHERE d.id = device;
END $$;
REVOKE ALL ON FUNCTION sync_greet(uuid, date, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync_greet(uuid, date, bigint) TO {APP_ROLE};
"""

# Keeps what a device handed over, in the name of whose it is: nobody acts then, so no policy could tell who may.
# Answers whether it is kept: not for an unknown device, nor beyond 5,000 of one device.
HOLD = f"""
CREATE FUNCTION sync_hold(device uuid, item uuid, what text, kind text, reason text, areas text[], is_restricted bool,
  recorded_at timestamptz, received_at timestamptz, settled_at timestamptz, outcome text, sealed bytea)
RETURNS bool LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  d sync_device%ROWTYPE;
BEGIN
  SELECT * INTO d FROM sync_device each WHERE each.id = device;
  IF NOT FOUND OR (SELECT count(*) FROM sync_held h WHERE h.commune_id = d.place_id AND h.device_id = device) >= 5000
  THEN RETURN false; END IF;
  INSERT INTO sync_held (commune_id, id, n, device_id, user_id, user_name, what, kind, reason, recorded_at, received_at,
      settled_at, settled_by, outcome, note)
    VALUES (d.place_id, item, 0, device, d.user_id, d.user_name, what, kind, reason, recorded_at, received_at,
      settled_at, '', outcome, '')
    ON CONFLICT DO NOTHING;
  INSERT INTO sync_heldcontent (commune_id, id, user_id, areas, is_restricted, sealed)
    VALUES (d.place_id, item, d.user_id, areas, is_restricted, sealed) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION sync_hold(uuid, uuid, text, text, text, text[], bool, timestamptz, timestamptz, timestamptz, text,
  bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync_hold(uuid, uuid, text, text, text, text[], bool, timestamptz, timestamptz, timestamptz, text,
  bytea) TO {APP_ROLE};
"""
UNHOLD = """
DROP FUNCTION sync_hold(uuid, uuid, text, text, text, text[], bool, timestamptz, timestamptz, timestamptz, text, bytea);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sync", "0001_initial"),
        ("kernel", "0002_row_security"),
        ("territory", "0001_initial"),
        ("workforce", "0002_row_security"),
    ]

    operations = [
        protect_place("sync_device"),
        RunSQL(CONTACT, UNCONTACT),
        policies("sync_held", f"({_COMMUNE} OR {_OWN})", _COMMUNE),
        policies("sync_heldcontent", f"({_OWN} OR ({_COMMUNE} AND {_AREAS} AND NOT is_restricted))", "false"),
        RunSQL(
            f"REVOKE INSERT, DELETE, TRUNCATE ON sync_held FROM {APP_ROLE};"
            f" REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON sync_heldcontent FROM {APP_ROLE};"
            f" REVOKE DELETE, TRUNCATE ON sync_contact FROM {APP_ROLE};",
            f"GRANT INSERT, DELETE ON sync_held TO {APP_ROLE};"
            f" GRANT INSERT, UPDATE, DELETE ON sync_heldcontent TO {APP_ROLE};"
            f" GRANT DELETE ON sync_contact TO {APP_ROLE};",
        ),
        RunSQL(GREET, "DROP FUNCTION sync_greet(uuid, date, bigint);"),
        RunSQL(HOLD, UNHOLD),
    ]
