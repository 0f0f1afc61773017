"""A document and its scanned pages are seen as the entry that they print; their contents by who sees their row."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE, protect_case

_TABLES = ("documents_document", "documents_scan")

# They go along when the household moves, and follow the circle and the restriction of their case.
FOLLOW = """
INSERT INTO registry_follower (place, table_name, record_column) VALUES
  (180, 'documents_document', 'household_id'),
  (190, 'documents_scan', 'household_id');
INSERT INTO cases_follower VALUES ('documents_document'), ('documents_scan');
"""
UNFOLLOW = """
DELETE FROM registry_follower WHERE table_name LIKE 'documents\\_%';
DELETE FROM cases_follower WHERE table_name LIKE 'documents\\_%';
"""

# What was issued never changes; what decides who sees it may.
UNCHANGING = "\n".join(
    f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};"
    f"GRANT UPDATE (n, is_restricted, household_id) ON {table} TO {APP_ROLE};"
    for table in _TABLES
)
CHANGING = "\n".join(f"GRANT UPDATE, DELETE ON {table} TO {APP_ROLE};" for table in _TABLES)

# Contents are kept and read by who is of the commune, once she has found the row that names them. Who is called to one
# case, the county's case manager or a specialist, is of no commune: the rows that they see let them.
_ROWS = " OR ".join(
    f"EXISTS (SELECT FROM {table} t WHERE t.commune_id = kernel_filechunk.commune_id"
    " AND t.digest = kernel_filechunk.digest)"
    for table in _TABLES
)
CONTENTS = f"""
CREATE POLICY reading_of_documents ON kernel_filechunk FOR SELECT USING ({_ROWS});
CREATE POLICY adding_of_documents ON kernel_filechunk FOR INSERT WITH CHECK ({_ROWS});
"""
NO_CONTENTS = """
DROP POLICY reading_of_documents ON kernel_filechunk; DROP POLICY adding_of_documents ON kernel_filechunk;
"""

# Whoever holds a printed document may ask whether it is what was issued: its digest and its day, nobody's name.
KNOWN = f"""
CREATE FUNCTION documents_known(asked text) RETURNS TABLE (digest text, frozen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.digest, d.frozen_at FROM documents_document d WHERE d.verification = asked
$$;
REVOKE ALL ON FUNCTION documents_known(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_known(text) TO {APP_ROLE};
"""
UNKNOWN = "DROP FUNCTION documents_known(text);"


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("cases", "0003_circles"),
        ("kernel", "0007_teams"),
        ("registry", "0004_followers"),
    ]

    operations = [
        *(protect_case(table, has_areas=True) for table in _TABLES),
        RunSQL(UNCHANGING, CHANGING),
        RunSQL(FOLLOW, UNFOLLOW),
        RunSQL(CONTENTS, NO_CONTENTS),
        RunSQL(KNOWN, UNKNOWN),
    ]
