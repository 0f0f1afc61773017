"""The contents of documents follow their rows when a household moves to another commune."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# Where nobody else has the same content, it leaves the commune it came from. It obeys only a command that is being
# carried out between two communes of the act.
_HELD = " UNION ".join(
    f"SELECT t.digest FROM documents_{table} t WHERE t.commune_id = documents_follow.place AND t.n = documents_follow.number"
    for table in ("document", "scan")
)
_LEFT = " AND ".join(
    f"NOT EXISTS (SELECT FROM {table} t WHERE t.commune_id = origin AND t.digest = f.digest)"
    for table in ("documents_document", "documents_scan", "services_attachment")
)
FOLLOW = f"""
CREATE FUNCTION documents_follow(place int, origin int, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_writing() OR NOT (ARRAY[place, origin] <@ impreuna_communes())
  THEN RAISE EXCEPTION 'nobody moves here' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO kernel_filechunk (commune_id, digest, place, size, total, sealed, added_at)
    SELECT documents_follow.place, f.digest, f.place, f.size, f.total, f.sealed, f.added_at FROM kernel_filechunk f
    WHERE f.commune_id = origin AND f.digest IN ({_HELD})
    ON CONFLICT DO NOTHING;
  DELETE FROM kernel_filechunk f WHERE f.commune_id = origin AND f.digest IN ({_HELD}) AND {_LEFT};
END $$;
REVOKE ALL ON FUNCTION documents_follow(int, int, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_follow(int, int, bigint) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_made_by"), ("services", "0002_row_security"), ("cases", "0005_moves")]

    operations = [RunSQL(FOLLOW, "DROP FUNCTION documents_follow(int, int, bigint);")]
