"""Counting a commune joins its sets as wholes (monitoring/sql/cells.sql says why)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_counting")]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION monitoring_cells(int, date) SET enable_nestloop = off",
            "ALTER FUNCTION monitoring_cells(int, date) RESET enable_nestloop",
        )
    ]
