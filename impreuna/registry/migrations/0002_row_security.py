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

# Carries every row of people, whoever may read it, from one commune to another, with history and veils.
# It obeys only a command that is being carried out and an arrival that was offered and not yet decided.
RELOCATE = f"""
CREATE FUNCTION registry_relocate(people uuid[], household uuid, origin int, target int, number bigint)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE moved uuid[] := people || coalesce(household, '00000000-0000-0000-0000-000000000000'::uuid);
        notes uuid[]; circles uuid[];
BEGIN
  IF NOT impreuna_is_writing() OR NOT (target = ANY (impreuna_communes())) OR NOT EXISTS (
       SELECT 1 FROM registry_arrival a WHERE a.commune_id = target AND a.from_commune_id = origin
       AND a.decided_at IS NULL AND (a.household_id = household OR (a.person_id = ANY (people) AND cardinality(people) = 1)))
  THEN RAISE EXCEPTION 'nothing was offered' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT coalesce(array_agg(id), '{{}}'), coalesce(array_agg(restriction_id) FILTER (WHERE restriction_id IS NOT NULL), '{{}}')
    INTO notes, circles FROM registry_note
    WHERE commune_id = origin AND (person_id = ANY (people) OR household_id = household);
  UPDATE registry_household SET commune_id = target, n = number WHERE commune_id = origin AND id = household;
  UPDATE registry_person SET commune_id = target, n = number WHERE commune_id = origin AND id = ANY (people);
  UPDATE registry_membership SET commune_id = target, n = number WHERE commune_id = origin
     AND person_id = ANY (people) AND (household_id = household);
  WITH gone AS (
    DELETE FROM registry_membership WHERE commune_id = origin AND person_id = ANY (people)
    RETURNING id, person_id, household_id, relation, start_date, end_date
  )
  INSERT INTO registry_formerhome (commune_id, id, n, person_id, former_commune_id, household_label, relation,
      start_date, end_date)
    SELECT target, gone.id, number, gone.person_id, origin, h.label, gone.relation, gone.start_date,
      coalesce(gone.end_date, (now() AT TIME ZONE 'Europe/Bucharest')::date)
    FROM gone JOIN registry_household h ON h.id = gone.household_id AND h.commune_id IN (origin, target);
  UPDATE registry_formerhome SET commune_id = target, n = number WHERE commune_id = origin AND person_id = ANY (people);
  UPDATE registry_ethnicitydeclaration SET commune_id = target, n = number
     WHERE commune_id = origin AND person_id = ANY (people);
  UPDATE registry_note SET commune_id = target, n = number,
     household_id = CASE WHEN household_id = household THEN household_id END
     WHERE commune_id = origin AND id = ANY (notes);
  UPDATE kernel_restriction SET commune_id = target, n = number WHERE commune_id = origin AND id = ANY (circles);
  UPDATE kernel_restrictionmember SET commune_id = target, n = number WHERE commune_id = origin AND id = ANY (circles);
  UPDATE kernel_fieldchange SET commune_id = target WHERE commune_id = origin AND record_id = ANY (moved);
  UPDATE kernel_conflict SET commune_id = target, n = number WHERE commune_id = origin AND record_id = ANY (moved);
  UPDATE registry_merge SET commune_id = target, n = number WHERE commune_id = origin
     AND kept_id = ANY (people) AND dropped_id = ANY (people);
  UPDATE registry_duplicatecandidate SET decided_at = now(), decision = 'moved', n = number
     WHERE commune_id = origin AND decided_at IS NULL AND (person_id = ANY (people) OR other_id = ANY (people));
END $$;
REVOKE ALL ON FUNCTION registry_relocate(uuid[], uuid, int, int, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_relocate(uuid[], uuid, int, int, bigint) TO {APP_ROLE};
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
        RunSQL(RELOCATE, "DROP FUNCTION registry_relocate(uuid[], uuid, int, int, bigint);"),
    ]
