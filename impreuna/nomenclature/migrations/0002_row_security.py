"""The national lists are public; the application writes them only within a command, and never changes an edition."""

from django.db import migrations

from impreuna.kernel.rowsecurity import append_only, policies


class Migration(migrations.Migration):
    dependencies = [("nomenclature", "0001_initial"), ("kernel", "0002_row_security")]

    operations = [
        policies("nomenclature_edition", "true", "true"),
        policies("nomenclature_parametervalue", "true", "true"),
        append_only("nomenclature_edition"),
        append_only("nomenclature_parametervalue"),
    ]
