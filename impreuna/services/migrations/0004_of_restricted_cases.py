"""A service that stands in the plan of a restricted case exists for the people of the case alone, as the case does."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

CIRCLE = """
CREATE POLICY of_case ON services_servicedelivered AS RESTRICTIVE FOR SELECT USING (
  NOT is_restricted OR team_id = ANY ((SELECT impreuna_restrictions())::uuid[]));
"""
NO_CIRCLE = "DROP POLICY of_case ON services_servicedelivered;"

# Whoever restricts a case or lifts the restriction, all services of its plan follow, veiled ones too.
FOLLOW = """
UPDATE services_servicedelivered s SET team_id = c.team_id, is_restricted = c.is_restricted FROM cases_case c
  WHERE c.commune_id = s.commune_id AND c.id = s.case_id;
CREATE FUNCTION services_of_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE services_servicedelivered SET is_restricted = NEW.is_restricted, n = NEW.n
    WHERE commune_id = NEW.commune_id AND case_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION services_of_case() FROM PUBLIC;
CREATE TRIGGER services_restricted AFTER UPDATE OF is_restricted ON cases_case
  FOR EACH ROW WHEN (OLD.is_restricted <> NEW.is_restricted) EXECUTE FUNCTION services_of_case();
"""
NO_FOLLOW = "DROP TRIGGER services_restricted ON cases_case; DROP FUNCTION services_of_case();"


class Migration(migrations.Migration):
    dependencies = [("services", "0003_activities"), ("cases", "0006_tablets")]

    operations = [
        migrations.AddField("servicedelivered", "team_id", models.UUIDField(null=True)),
        migrations.AddField("servicedelivered", "is_restricted", models.BooleanField(default=False)),
        migrations.AddIndex(
            "servicedelivered",
            models.Index(
                fields=["commune_id", "case_id"], name="service_of_case", condition=models.Q(case_id__isnull=False)
            ),
        ),
        RunSQL(CIRCLE, NO_CIRCLE),
        RunSQL(FOLLOW, NO_FOLLOW),
    ]
