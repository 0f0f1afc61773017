"""Of a service of the plan, a deadline says which: several of one plan are due on the same day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("obligations", "0002_row_security")]

    operations = [migrations.AddField("obligation", "detail", models.TextField(default=""))]
