"""Contents that no act ever named are found whoever may see the rows: only so it is sure that nobody names them."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

#: Every table whose `digest` is that of a content in its commune.
NAMING = ("services_attachment", "documents_document", "documents_scan")

# One content is deleted whole, when its last part came before `before`. The server's own work calls it: who sees less
# than everything is refused, not answered with less.
_NAMED = " OR ".join(
    f"EXISTS (SELECT FROM {table} t WHERE t.commune_id = f.commune_id AND t.digest = f.digest)" for table in NAMING
)
FORGET = f"""
CREATE FUNCTION sync_forget_unnamed(before timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE forgotten int;
BEGIN
  IF NOT impreuna_is_national() THEN
    RAISE EXCEPTION 'only the server clears up' USING ERRCODE = 'insufficient_privilege'; END IF;
  WITH old AS (
    SELECT f.commune_id, f.digest FROM kernel_filechunk f GROUP BY 1, 2 HAVING max(f.added_at) < before
  ), unnamed AS (
    SELECT f.commune_id, f.digest FROM old f WHERE NOT ({_NAMED})
  ), gone AS (
    DELETE FROM kernel_filechunk c USING unnamed u
    WHERE c.commune_id = u.commune_id AND c.digest = u.digest RETURNING c.commune_id, c.digest
  )
  SELECT count(*) INTO forgotten FROM (SELECT DISTINCT commune_id, digest FROM gone) g;
  RETURN forgotten;
END $$;
REVOKE ALL ON FUNCTION sync_forget_unnamed(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync_forget_unnamed(timestamptz) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sync", "0004_restricted"),
        ("kernel", "0006_files"),
        ("services", "0002_row_security"),
        ("documents", "0002_row_security"),
    ]

    operations = [RunSQL(FORGET, "DROP FUNCTION sync_forget_unnamed(timestamptz);")]
