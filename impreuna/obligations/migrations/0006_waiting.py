"""What of somebody's own is late and what she was told is counted on every page, within the statement that reads her
account."""

from pathlib import Path

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

SQL = Path(__file__).resolve().parents[1] / "sql" / "waiting.sql"
OFFERED = "obligations_count_late(uuid, text, int), obligations_count_unread(uuid)"


class Migration(migrations.Migration):
    dependencies = [("obligations", "0005_recomputation"), ("kernel", "0007_teams")]

    operations = [
        migrations.AddIndex(
            "notification",
            models.Index(fields=["user_id"], name="notification_unread", condition=models.Q(("read_at", None))),
        ),
        RunSQL(
            f"{SQL.read_text(encoding='utf-8')} REVOKE ALL ON FUNCTION {OFFERED} FROM PUBLIC;"
            f" GRANT EXECUTE ON FUNCTION {OFFERED} TO {APP_ROLE};",
            f"DROP FUNCTION {OFFERED};",
        ),
    ]
