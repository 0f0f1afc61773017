"""`author_id` is the entry's author, who always sees what she wrote; who issued or scanned it stands beside."""

import uuid

from django.db import migrations, models

_NOBODY = uuid.UUID(int=0)


def _said(model: str) -> list[migrations.operations.base.Operation]:
    return [
        migrations.RenameField(model, "author", "made_by"),
        migrations.RenameField(model, "role", "made_role"),
        migrations.AddField(model, "made_by_id", models.UUIDField(default=_NOBODY), preserve_default=False),
    ]


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_row_security")]

    operations = [*_said("Document"), *_said("Scan")]
