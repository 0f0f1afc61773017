"""Contents of pictures, in sealed parts."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# No act writes a content: it arrives before or after the act that names it. Who is of the commune keeps and reads it;
# which of them may see the picture, its row says, which every reader has to have found first.
_HERE = "commune_id = ANY ((SELECT impreuna_communes())::int[])"
PROTECT = f"""
ALTER TABLE kernel_filechunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON kernel_filechunk FOR SELECT USING ({_HERE});
CREATE POLICY adding ON kernel_filechunk FOR INSERT WITH CHECK ({_HERE});
CREATE POLICY removing ON kernel_filechunk FOR DELETE USING ({_HERE});
REVOKE UPDATE, TRUNCATE ON kernel_filechunk FROM {APP_ROLE};
"""
UNPROTECT = """
DROP POLICY reading ON kernel_filechunk; DROP POLICY adding ON kernel_filechunk;
DROP POLICY removing ON kernel_filechunk;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_fed")]

    operations = [
        migrations.CreateModel(
            name="FileChunk",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "commune_id", "digest", "place", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("commune_id", models.IntegerField()),
                ("digest", models.TextField()),
                ("place", models.IntegerField()),
                ("size", models.IntegerField()),
                ("total", models.IntegerField()),
                ("sealed", models.BinaryField()),
                ("added_at", models.DateTimeField()),
            ],
            options={"abstract": False, "base_manager_name": "objects", "default_manager_name": "objects"},
        ),
        RunSQL(PROTECT, UNPROTECT),
    ]
