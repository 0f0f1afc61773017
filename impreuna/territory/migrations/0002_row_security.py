"""Places are public: every row is read by everybody. But the application writes them only within a command."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import policies

_TABLES = (
    "county",
    "commune",
    "village",
    "territoryedition",
    "population",
    "boundary",
    "riskindexcomponent",
)

# The application's role may not add clocks, lest a slip of code starts a second chain. A new commune needs
# one, in the same transaction in which an edition of the list brings it.
_START_CLOCKS = """
CREATE FUNCTION territory_start_clocks() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS
$$
  INSERT INTO kernel_clock (commune_id, n, head)
  SELECT siruta, 0, ''::bytea FROM (SELECT siruta FROM territory_commune UNION SELECT siruta FROM territory_county) p
  WHERE impreuna_is_writing()
  ON CONFLICT DO NOTHING
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial"), ("kernel", "0002_row_security")]

    operations = [
        *(policies(f"territory_{table}", "true", "true") for table in _TABLES),
        RunSQL(_START_CLOCKS, "DROP FUNCTION territory_start_clocks();"),
    ]
