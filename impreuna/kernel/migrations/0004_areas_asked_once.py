"""Policies that veil a whole table ask for the area once for each statement: the same answer, better plans."""

from django.db import migrations

# As PostgreSQL writes the earlier form back. Tables made after this have the later form from the beginning.
ASK_ONCE = r"""
DO $$
DECLARE
  each record;
  asked CONSTANT text := '\(''(\w+)''::text = ANY \(\( SELECT impreuna_areas\(\) AS impreuna_areas\)::text\[\]\)\)';
  once CONSTANT text := '(SELECT ''\1''::text = ANY (impreuna_areas()))';
BEGIN
  FOR each IN
    SELECT schemaname, tablename, policyname, regexp_replace(qual, asked, once, 'g') AS visible,
      regexp_replace(with_check, asked, once, 'g') AS writable
    FROM pg_policies WHERE concat(qual, with_check) ~ asked AND concat(qual, with_check) !~ 'CASE'
  LOOP
    EXECUTE format('ALTER POLICY %I ON %I.%I', each.policyname, each.schemaname, each.tablename)
      || coalesce(' USING (' || each.visible || ')', '') || coalesce(' WITH CHECK (' || each.writable || ')', '');
  END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_drafts")]

    operations = [migrations.RunSQL(ASK_ONCE, migrations.RunSQL.noop)]
