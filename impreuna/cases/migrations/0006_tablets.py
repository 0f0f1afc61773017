"""What tablets ask of cases: rows by their number; the entries of a case that has ended leave them."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

# Whoever ends a case or opens it again, all of its entries follow, veiled ones too.
PAST = """
CREATE FUNCTION cases_past() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE cases_caseentry SET is_past = NEW.ended_at IS NOT NULL, n = NEW.n
    WHERE commune_id = NEW.commune_id AND case_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION cases_past() FROM PUBLIC;
CREATE TRIGGER cases_ended AFTER UPDATE OF ended_at ON cases_case
  FOR EACH ROW WHEN ((OLD.ended_at IS NULL) <> (NEW.ended_at IS NULL)) EXECUTE FUNCTION cases_past();
UPDATE cases_caseentry e SET is_past = true FROM cases_case c
  WHERE c.commune_id = e.commune_id AND c.id = e.case_id AND c.ended_at IS NOT NULL;
"""
NO_PAST = "DROP TRIGGER cases_ended ON cases_case; DROP FUNCTION cases_past();"


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_moves")]

    operations = [
        migrations.AddField("caseentry", "is_past", models.BooleanField(default=False)),
        *(
            migrations.AddIndex(model, models.Index(fields=["commune_id", "n", "id"], name=name))
            for model, name in (
                ("caseperson", "case_person_by_n"),
                ("casemember", "case_member_by_n"),
                ("task", "task_by_n"),
            )
        ),
        RunSQL(PAST, NO_PAST),
    ]
