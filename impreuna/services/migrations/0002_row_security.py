"""Plans are of the household; each visit, service and picture has the veil of its own area. They move with people."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, append_only, protect

# A household takes its visits along when it moves to another commune; a service or a picture of somebody follows her.
FOLLOW = """
INSERT INTO registry_follower (place, table_name, record_column) VALUES
  (50, 'services_plannedvisit', 'household_id'),
  (60, 'services_visit', 'household_id'),
  (70, 'services_servicedelivered', 'subject_id'),
  (80, 'services_attachment', 'subject_id');
"""
UNFOLLOW = "DELETE FROM registry_follower WHERE table_name LIKE 'services\\_%';"

# After a move: what came with a person alone stands in the home where she settles, veiled rows too, and the contents
# of the pictures that came follow them; where nobody else has the same picture, they leave the commune they came from.
# It obeys only a command that is being carried out between two communes of the act.
SETTLE = f"""
CREATE FUNCTION services_follow(place int, origin int, people uuid[], home uuid, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_writing() OR NOT (ARRAY[place, origin] <@ impreuna_communes())
  THEN RAISE EXCEPTION 'nobody moves here' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE services_servicedelivered s SET household_id = home, n = number
    WHERE s.commune_id = place AND s.subject_id = ANY (people) AND s.person_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM registry_household h WHERE h.commune_id = place AND h.id = s.household_id);
  UPDATE services_attachment a SET household_id = home, n = number
    WHERE a.commune_id = place AND a.subject_id = ANY (people) AND a.person_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM registry_household h WHERE h.commune_id = place AND h.id = a.household_id);
  INSERT INTO kernel_filechunk (commune_id, digest, place, size, total, sealed, added_at)
    SELECT services_follow.place, f.digest, f.place, f.size, f.total, f.sealed, f.added_at FROM kernel_filechunk f
    WHERE f.commune_id = origin AND f.digest IN (
      SELECT a.digest FROM services_attachment a WHERE a.commune_id = services_follow.place AND a.n = number)
    ON CONFLICT DO NOTHING;
  DELETE FROM kernel_filechunk f
    WHERE f.commune_id = origin AND f.digest IN (
      SELECT a.digest FROM services_attachment a WHERE a.commune_id = services_follow.place AND a.n = number)
    AND NOT EXISTS (SELECT FROM services_attachment a WHERE a.commune_id = origin AND a.digest = f.digest);
END $$;
REVOKE ALL ON FUNCTION services_follow(int, int, uuid[], uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION services_follow(int, int, uuid[], uuid, bigint) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0001_initial"),
        ("kernel", "0006_files"),
        ("registry", "0004_followers"),
        ("assessment", "0003_settling"),
    ]

    operations = [
        protect("services_plannedvisit", area="household"),
        protect("services_visit", area_column="area"),
        protect("services_servicedelivered", area_column="area"),
        protect("services_attachment", area_column="area"),
        append_only("services_visit"),
        append_only("services_servicedelivered"),
        RunSQL(FOLLOW, UNFOLLOW),
        RunSQL(SETTLE, "DROP FUNCTION services_follow(int, int, uuid[], uuid, bigint);"),
    ]
