from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, protect


def _relation(table: str, column: str, target: str) -> RunSQL:
    """A foreign key by commune and id, checked at commit, so that a move can re-key both sides."""
    name = f"{table}_{column}_fk"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (commune_id, {column})"
        f" REFERENCES {target} (commune_id, id) DEFERRABLE INITIALLY DEFERRED;",
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


# Tells whether a CNP is known outside a commune, and nothing else: not where, not whose.
CNP_ELSEWHERE = f"""
CREATE FUNCTION registry_cnps_elsewhere(hashes bytea[], here int) RETURNS bytea[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT cnp_hash), '{{}}') FROM registry_person
   WHERE cnp_hash = ANY (hashes) AND commune_id <> here AND merged_into_id IS NULL $$;
REVOKE ALL ON FUNCTION registry_cnps_elsewhere(bytea[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_cnps_elsewhere(bytea[], int) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("kernel", "0002_row_security")]

    operations = [
        protect("registry_household", area="household"),
        protect("registry_person", area="identity"),
        protect("registry_membership", area="household"),
        protect("registry_formerhome", area="household"),
        protect("registry_ethnicitydeclaration", area="ethnicity"),
        protect("registry_note", area_column="area", restricted=True),
        protect("registry_duplicatecandidate", area="identity"),
        protect("registry_merge", area="identity"),
        protect("registry_departure", area="household"),
        protect("registry_arrival", area="household"),
        _relation("registry_membership", "household_id", "registry_household"),
        _relation("registry_membership", "person_id", "registry_person"),
        _relation("registry_formerhome", "person_id", "registry_person"),
        _relation("registry_ethnicitydeclaration", "person_id", "registry_person"),
        RunSQL(CNP_ELSEWHERE, "DROP FUNCTION registry_cnps_elsewhere(bytea[], int);"),
    ]
