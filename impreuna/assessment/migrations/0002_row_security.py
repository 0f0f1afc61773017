"""Visits are of the household; each row of answers and each finding has the veil of its own area."""

from django.db import migrations

from impreuna.kernel.rowsecurity import append_only, protect


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial"), ("kernel", "0002_row_security")]

    operations = [
        protect("assessment_assessment", area="household"),
        protect("assessment_answers", area_column="area"),
        protect("assessment_finding", area_column="veil"),
        protect("assessment_findingevent", area_column="veil"),
        append_only("assessment_answers"),
        append_only("assessment_findingevent"),
    ]
