"""Obligations are worked out anew from all dossiers when the law's list or its periods change, a commune at a time."""

from pathlib import Path

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, policies

SQL = Path(__file__).resolve().parents[1] / "sql" / "recomputing.sql"
OFFERED = (
    "obligations_is_recomputing()",
    "obligations_stored(int, uuid[])",
    "obligations_keep(int, jsonb)",
    "obligations_rounds(text)",
)
_NATIONAL = "(SELECT impreuna_is_national())"


def _functions() -> str:
    closed = [f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in OFFERED]
    opened = [f"GRANT EXECUTE ON FUNCTION {name} TO {APP_ROLE};" for name in OFFERED]
    return "\n".join([SQL.read_text(encoding="utf-8"), *closed, *opened])


class Migration(migrations.Migration):
    dependencies = [("obligations", "0004_nobodys")]

    operations = [
        migrations.CreateModel(
            name="Recomputation",
            fields=[
                ("commune_id", models.IntegerField(primary_key=True, serialize=False)),
                ("basis", models.TextField()),
                ("after_case", models.UUIDField(null=True)),
                ("cases", models.IntegerField(default=0)),
                ("changed", models.IntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        policies("obligations_recomputation", _NATIONAL, _NATIONAL),
        RunSQL(_functions(), "".join(f"DROP FUNCTION {name};\n" for name in reversed(OFFERED))),
    ]
