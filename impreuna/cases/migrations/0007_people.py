"""People who come into a case and leave it while it lasts; cases that somebody leads for another for a time."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

# Active are cases until post-service monitoring. Of a case manager those do not count of which duties are delegated
# (Order 288/2006, O 9.4); a responsible's do (O 9.5 names referred ones alone). A case led for another counts for who
# leads it meanwhile (propunere). Where duties ended before their time, the case counts as before.
COUNTS = """
CREATE OR REPLACE FUNCTION cases_count_active(who uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM (
    SELECT c.id FROM cases_case c WHERE c.responsible_id = who AND c.is_active
    UNION
    SELECT c.id FROM cases_casemember m JOIN cases_case c ON c.commune_id = m.commune_id AND c.id = m.case_id
    WHERE m.user_id = who AND m.function = 'responsible' AND m.delegated_by_id IS NOT NULL AND c.is_active
    AND m.since <= now() AND m.until > now()) led
$$;
CREATE OR REPLACE FUNCTION cases_count_managed(who uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT c.id)::int FROM cases_casemember m
  JOIN cases_case c ON c.commune_id = m.commune_id AND c.id = m.case_id AND c.is_active
  WHERE m.user_id = who AND m.function = 'case_manager' AND m.since <= now() AND (m.until IS NULL OR m.until > now())
  AND NOT EXISTS (SELECT FROM cases_casemember d WHERE d.commune_id = c.commune_id AND d.case_id = c.id
    AND d.delegated_by_id = who AND d.since <= now() AND d.until > now())
$$;
"""
NO_COUNTS = """
CREATE OR REPLACE FUNCTION cases_count_active(who uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM cases_case c WHERE c.responsible_id = who AND c.is_active
$$;
CREATE OR REPLACE FUNCTION cases_count_managed(who uuid) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT c.id)::int FROM cases_casemember m
  JOIN cases_case c ON c.commune_id = m.commune_id AND c.id = m.case_id AND c.is_active
  WHERE m.user_id = who AND m.function = 'case_manager' AND m.until IS NULL
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_tablets")]

    operations = [
        migrations.AddField("caseperson", "note", models.TextField(default="")),
        migrations.AddField("caseperson", "until", models.DateTimeField(null=True)),
        migrations.AddField("caseperson", "ended_why", models.TextField(default="")),
        migrations.AddField("casemember", "delegated_by_id", models.UUIDField(null=True)),
        RunSQL(COUNTS, NO_COUNTS),
    ]
