"""Row-level security as migration operations: the wall that holds when a query forgets its scope.

The application connects as `impreuna_app`, which owns nothing and cannot bypass the policies. They read
the settings that `kernel.scope` and `kernel.execute` write. Sub-selects make PostgreSQL evaluate each
setting once per statement, so that a policy stays an index condition.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

APP_ROLE = "impreuna_app"

FUNCTIONS = """
CREATE FUNCTION impreuna_communes() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(string_to_array(nullif(current_setting('impreuna.communes', true), ''), ',')::int[], '{}') $$;
CREATE FUNCTION impreuna_places() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(
  string_to_array(nullif(nullif(current_setting('impreuna.places', true), ''), '*'), ',')::int[], '{}') $$;
CREATE FUNCTION impreuna_is_national() RETURNS bool LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('impreuna.places', true) = '*', false) $$;
CREATE FUNCTION impreuna_areas() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(string_to_array(nullif(current_setting('impreuna.areas', true), ''), ','), '{}') $$;
CREATE FUNCTION impreuna_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('impreuna.user', true), '')::uuid $$;
CREATE FUNCTION impreuna_is_writing() RETURNS bool LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('impreuna.command', true), '') IS NOT NULL, false) $$;
CREATE FUNCTION impreuna_restrictions() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS
$$ SELECT coalesce(array_agg(id), '{}') FROM kernel_restrictionmember WHERE user_id = impreuna_user() $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION impreuna_communes(), impreuna_places(), impreuna_is_national(), impreuna_areas(), impreuna_user(),
 impreuna_is_writing(), impreuna_restrictions();
"""

_IN_COMMUNE = "commune_id = ANY ((SELECT impreuna_communes())::int[])"
_IN_PLACE = "({column} = ANY ((SELECT impreuna_places())::int[]) OR (SELECT impreuna_is_national()))"
_IN_CIRCLE = "({column} IS NULL OR {column} = ANY ((SELECT impreuna_restrictions())::uuid[]))"
_WRITING = "(SELECT impreuna_is_writing())"


def _area_condition(area: str | None, area_column: str | None) -> list[str]:
    """Of a whole table it is asked once, as a yes or no: PostgreSQL takes that for half of the rows. Asked as a list
    for each row it is taken for a twentieth, and a commune among thousands for one row, which is read whole for want
    of a reason to prefer an index (docs/developers/benchmarks.md)."""
    if area is not None:
        return [f"(SELECT '{area}' = ANY (impreuna_areas()))"]
    if area_column is not None:
        return [f"{area_column} = ANY ((SELECT impreuna_areas())::text[])"]
    return []


def policies(table: str, visible: str, writable: str) -> RunSQL:
    """Row-level security on `table`: rows that meet `visible` are read, and written when `writable` too."""
    writing = f"{writable} AND {_WRITING}"
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY reading ON {table} FOR SELECT USING ({visible});
        CREATE POLICY adding ON {table} FOR INSERT WITH CHECK ({writing});
        CREATE POLICY changing ON {table} FOR UPDATE USING ({visible} AND {_WRITING}) WITH CHECK ({writing});
        CREATE POLICY removing ON {table} FOR DELETE USING ({visible} AND {_WRITING});
        """,
        f"""
        DROP POLICY reading ON {table}; DROP POLICY adding ON {table};
        DROP POLICY changing ON {table}; DROP POLICY removing ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def protect(
    table: str,
    *,
    area: str | None = None,
    area_column: str | None = None,
    restricted: bool = False,
) -> RunSQL:
    """Protects a table whose rows belong to a commune.

    `area` veils the whole table, `area_column` each row by its own area; `restricted` tables hold a
    `restriction_id`, and such rows exist only for the people of that circle.
    """
    conditions = [_IN_COMMUNE, *_area_condition(area, area_column)]
    if restricted:
        conditions.append(_IN_CIRCLE.format(column="restriction_id"))
    return policies(table, " AND ".join(conditions), " AND ".join(conditions))


#: The rows of a case. Who works with all cases of the commune sees them unless the case is restricted, and its team
#: sees them always; `{everywhere}` and `{in_team}` say which areas of data each of the two reads.
_OF_CASE = (
    "((NOT is_restricted AND commune_id = ANY ((SELECT impreuna_communes())::int[])"
    " AND (SELECT 'case' = ANY (impreuna_areas())){everywhere})"
    " OR (team_id = ANY ((SELECT impreuna_restrictions())::uuid[]){in_team}))"
)


def protect_case(table: str, *, has_areas: bool = False, of_nobody: bool = False) -> RunSQL:
    """Protects a table of rows of cases: they hold a `team_id` and `is_restricted`.

    `of_nobody`: rows without a team are the commune's own, and everybody's who works there.
    With areas a row has an `area` of data, an `author_id`, who always sees what she wrote, and a `key_id`: a circle of
    those to whom it was opened for a time (medical data, Legea 46/2003 art. 22).
    """
    if not has_areas:
        visible = _OF_CASE.format(everywhere="", in_team="")
        if of_nobody:
            visible = f"({visible} OR (team_id IS NULL AND {_IN_COMMUNE}))"
        return policies(table, visible, visible)
    of_case = _OF_CASE.format(
        everywhere=" AND area = ANY ((SELECT impreuna_areas())::text[])",
        in_team=" AND area = ANY ((SELECT impreuna_case_areas())::text[])",
    )
    visible = (
        f"({of_case} OR author_id = (SELECT impreuna_user())"
        " OR key_id = ANY ((SELECT impreuna_restrictions())::uuid[]))"
    )
    return policies(table, visible, visible)


def protect_place(table: str, column: str = "place_id") -> RunSQL:
    """Protects a table about the people who work at a place (commune, county, country)."""
    condition = _IN_PLACE.format(column=column)
    return policies(table, condition, condition)


def append_only(table: str) -> RunSQL:
    """Takes from the application the right to change or remove rows of `table`."""
    return RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};",
        f"GRANT UPDATE, DELETE ON {table} TO {APP_ROLE};",
    )
