"""What nobody answers for by name is found by its commune: as a part of the country's it would be read whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0003_detail")]

    operations = [
        migrations.AddIndex(
            "obligation",
            models.Index(
                fields=["commune_id", "due_at"],
                name="obligation_nobodys",
                condition=models.Q(("is_open", True), ("responsible_id", None)),
            ),
        )
    ]
