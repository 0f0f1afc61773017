"""What goes along with a referral is told to who holds its secret; which referrals the server reminds of."""

from importlib import import_module

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

_BEFORE: str = import_module("impreuna.cases.migrations.0004_links_and_meetings").LINKS
_FIND = _BEFORE[_BEFORE.index("CREATE FUNCTION cases_find_link") : _BEFORE.index("CREATE FUNCTION cases_enter_by_link")]
_FIND = _FIND.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
_LAST = "'register_no', e.content -> 'register_no')"
TOLD = _FIND.replace(_LAST, _LAST[:-1] + ", 'attached', coalesce(e.content -> 'attached', '[]'::jsonb))")

# Whose answer is late although its link can still be used, whose address is known, and who was not reminded for so many
# days. The server alone is answered; nothing of it names anybody.
REMIND = f"""
CREATE FUNCTION cases_referrals_to_remind(moment timestamptz, apart interval)
RETURNS TABLE (commune_id int, link_id uuid, case_id uuid, entry_id uuid, email text, register_no text, answer_by date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_national() THEN RETURN; END IF;
  RETURN QUERY SELECT DISTINCT ON (l.commune_id, l.entry_id) l.commune_id, l.id, l.case_id, l.entry_id,
      e.content ->> 'receiver_email', coalesce(e.content ->> 'register_no', ''), (e.content ->> 'answer_by')::date
    FROM cases_referrallink l
    JOIN cases_caseentry e ON e.commune_id = l.commune_id AND e.id = l.entry_id AND e.kind = 'ReferCase'
    WHERE l.answered_at IS NULL AND l.expires_at > moment AND e.content ->> 'receiver_email' <> ''
      AND (e.content ->> 'answer_by')::date < (moment AT TIME ZONE 'Europe/Bucharest')::date
      AND NOT EXISTS (SELECT FROM cases_caseentry r WHERE r.commune_id = l.commune_id AND r.case_id = l.case_id
        AND r.about_id = l.entry_id AND r.kind = 'RemindReferral' AND r.received_at > moment - apart)
    ORDER BY l.commune_id, l.entry_id, l.expires_at, l.id;
END $$;
REVOKE ALL ON FUNCTION cases_referrals_to_remind(timestamptz, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_referrals_to_remind(timestamptz, interval) TO {APP_ROLE};
CREATE INDEX referral_open ON cases_referrallink (expires_at) WHERE answered_at IS NULL;
"""
NO_REMIND = """
DROP INDEX referral_open; DROP FUNCTION cases_referrals_to_remind(timestamptz, interval);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_across")]

    operations = [RunSQL(TOLD, _FIND), RunSQL(REMIND, NO_REMIND)]
