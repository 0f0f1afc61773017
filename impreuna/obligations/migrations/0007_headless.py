"""Where a commune has no head of the service, its social workers are told of what is the head's to do."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations import RunSQL

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("obligations", "0006_waiting")]

    operations = [
        RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8"), RunSQL.noop) for name in ("telling", "waiting")
    ]
