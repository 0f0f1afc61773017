"""Who holds the secret of a referral opens the documents that went along with it, until it is answered or over."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

ATTACHED = f"""
CREATE FUNCTION documents_attached(secret_digest bytea, which uuid)
RETURNS TABLE (name text, place int, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT concat(d.code, '-', d.number, '-', d.year, '.pdf'), f.place, f.sealed FROM cases_referrallink l
  JOIN cases_caseentry e ON e.commune_id = l.commune_id AND e.id = l.entry_id
  JOIN documents_document d ON d.commune_id = l.commune_id AND d.case_id = l.case_id AND d.id = which
  JOIN kernel_filechunk f ON f.commune_id = d.commune_id AND f.digest = d.digest
  WHERE l.secret_digest = documents_attached.secret_digest AND l.answered_at IS NULL AND l.expires_at > now()
    AND e.content -> 'attached' @> jsonb_build_array(jsonb_build_object('id', which))
$$;
REVOKE ALL ON FUNCTION documents_attached(bytea, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_attached(bytea, uuid) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_whole_files"), ("cases", "0004_links_and_meetings"), ("kernel", "0006_files")]

    operations = [RunSQL(ATTACHED, "DROP FUNCTION documents_attached(bytea, uuid);")]
