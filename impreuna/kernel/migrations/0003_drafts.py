from django.db import migrations, models
from django.db.migrations.operations import RunSQL

# A draft is not an act yet, so it is written outside commands, by its author alone. The team may know that somebody
# works on a household; what was typed is the author's.
_OWN = "user_id = (SELECT impreuna_user())"
_TEAM = f"({_OWN} OR commune_id = ANY ((SELECT impreuna_communes())::int[]))"
PROTECT = f"""
ALTER TABLE kernel_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON kernel_draft FOR SELECT USING ({_TEAM});
CREATE POLICY adding ON kernel_draft FOR INSERT
  WITH CHECK ({_OWN} AND commune_id = ANY ((SELECT impreuna_communes())::int[]));
CREATE POLICY changing ON kernel_draft FOR UPDATE USING ({_OWN}) WITH CHECK ({_OWN});
CREATE POLICY removing ON kernel_draft FOR DELETE USING ({_OWN});
ALTER TABLE kernel_draftcontent ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON kernel_draftcontent USING ({_OWN}) WITH CHECK ({_OWN});
"""
UNPROTECT = """
DROP POLICY reading ON kernel_draft; DROP POLICY adding ON kernel_draft;
DROP POLICY changing ON kernel_draft; DROP POLICY removing ON kernel_draft;
DROP POLICY own ON kernel_draftcontent;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftContent",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("user_id", models.UUIDField()),
                ("sealed", models.BinaryField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("commune_id", models.IntegerField()),
                ("user_id", models.UUIDField()),
                ("user_name", models.TextField()),
                ("role", models.TextField()),
                ("purpose", models.TextField()),
                ("about_id", models.UUIDField()),
                ("started_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["commune_id", "about_id"], name="draft_about")],
            },
        ),
        RunSQL(PROTECT, UNPROTECT),
    ]
