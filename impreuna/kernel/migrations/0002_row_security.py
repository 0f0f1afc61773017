from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import (
    APP_ROLE,
    DROP_FUNCTIONS,
    FUNCTIONS,
    append_only,
    policies,
    protect,
)

_PLACE = (
    "(commune_id = ANY ((SELECT impreuna_places())::int[]) OR (SELECT impreuna_is_national())"
    " OR user_id = (SELECT impreuna_user()))"
)
_CIRCLE = (
    "(restriction_id IS NULL OR restriction_id = ANY ((SELECT impreuna_restrictions())::uuid[])"
    " OR user_id = (SELECT impreuna_user()))"
)
_AREA = "area = ANY ((SELECT impreuna_areas())::text[])"
_COMMUNE = "commune_id = ANY ((SELECT impreuna_communes())::int[])"
_MEMBER = f"{_COMMUNE} AND id = ANY ((SELECT impreuna_restrictions())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        # A journal entry may be added wherever a command is carried out: `execute` has decided already.
        policies("kernel_journalentry", f"{_PLACE} AND {_CIRCLE}", "true"),
        policies(
            "kernel_payload",
            f"(user_id = (SELECT impreuna_user()) OR ({_COMMUNE} AND {_AREA} AND {_CIRCLE}))",
            "true",
        ),
        policies("kernel_restriction", _MEMBER, _MEMBER),
        policies("kernel_restrictionmember", _MEMBER, _COMMUNE),
        protect("kernel_fieldchange", area_column="area", restricted=True),
        protect("kernel_conflict", area_column="area", restricted=True),
        append_only("kernel_journalentry"),
        append_only("kernel_payload"),
        RunSQL(
            f"REVOKE INSERT, DELETE, TRUNCATE ON kernel_clock FROM {APP_ROLE};",
            f"GRANT INSERT, DELETE ON kernel_clock TO {APP_ROLE};",
        ),
        RunSQL(
            "CREATE INDEX kernel_restrictionmember_user ON kernel_restrictionmember (user_id, id);",
            "DROP INDEX kernel_restrictionmember_user;",
        ),
    ]
