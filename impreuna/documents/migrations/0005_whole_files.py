"""Whole files that a job makes: their reader's alone, and deleted when they were kept long enough."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

_OWN = "user_id = (SELECT impreuna_user())"
_TABLES = ("documents_wholefile", "documents_wholepart")
PROTECT = "\n".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON {table} USING ({_OWN}) WITH CHECK ({_OWN});"
    for table in _TABLES
)
UNPROTECT = "\n".join(f"DROP POLICY own ON {table};" for table in _TABLES)

PARTS = """
ALTER TABLE documents_wholepart ADD CONSTRAINT documents_wholepart_of_file
  FOREIGN KEY (file_id) REFERENCES documents_wholefile (id) ON DELETE CASCADE;
"""
# Nobody acts when the time is over: it deletes what is over and nothing else, and tells how many that were.
FORGET = f"""
CREATE FUNCTION documents_forget_whole_files() RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM documents_wholefile WHERE expires_at < now() RETURNING 1)
  SELECT count(*)::int FROM gone
$$;
REVOKE ALL ON FUNCTION documents_forget_whole_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_forget_whole_files() TO {APP_ROLE};
"""
_GUARDED = {"abstract": False, "base_manager_name": "objects", "default_manager_name": "objects"}


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_moves")]

    operations = [
        migrations.CreateModel(
            name="WholeFile",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("commune_id", models.IntegerField()),
                ("case_id", models.UUIDField()),
                ("user_id", models.UUIDField()),
                ("assignment_id", models.UUIDField(null=True)),
                ("state", models.TextField()),
                ("done", models.IntegerField()),
                ("total", models.IntegerField()),
                ("held", ArrayField(base_field=models.UUIDField(), size=None)),
                ("pages", models.IntegerField()),
                ("size", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                **_GUARDED,
                "constraints": [
                    models.UniqueConstraint(fields=("commune_id", "case_id", "user_id"), name="whole_file_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WholePart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "file_id", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file_id", models.UUIDField()),
                ("place", models.IntegerField()),
                ("user_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
            ],
            options=_GUARDED,
        ),
        RunSQL(PROTECT, UNPROTECT),
        RunSQL(PARTS, "ALTER TABLE documents_wholepart DROP CONSTRAINT documents_wholepart_of_file;"),
        RunSQL(FORGET, "DROP FUNCTION documents_forget_whole_files();"),
    ]
