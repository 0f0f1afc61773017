"""What production refuses to start with. Each refusal is one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import connection


class Refused(Exception):
    """The refusals, one a line."""


def refuse_unsafe() -> None:
    """In production, stop the start when anything below is found. The demonstration passes."""
    if settings.PRODUCTION:
        found = [*settings_refused(), *database_refused()]
        if found:
            raise Refused("\n".join(found))


def settings_refused() -> Iterator[str]:
    """What the environment alone tells."""
    secret = settings.SECRET_KEY
    if secret == settings.DEFAULT_SECRET_KEY:
        yield "IMPREUNA_SECRET_KEY este cel al demonstrației. Faceți unul propriu: openssl rand -hex 32"
    elif len(secret) < 50 or len(set(secret)) < 8:
        yield "IMPREUNA_SECRET_KEY este prea scurt sau prea simplu. Faceți altul: openssl rand -hex 32"
    if bytes.fromhex(settings.DEFAULT_FIELD_KEY) in settings.FIELD_KEYS:
        yield "IMPREUNA_FIELD_KEY este cheia demonstrației: CNP-urile ar fi la vedere. Alta: openssl rand -hex 32"
    if settings.DEBUG:
        yield "IMPREUNA_DEBUG=1 arată străinilor date din program. Scoateți-l în producție."
    if not settings.HOSTS:
        yield "IMPREUNA_HOSTS lipsește: spuneți sub ce nume se deschide site-ul (de exemplu impreuna.gov.ro)."
    elif "*" in settings.HOSTS:
        yield "IMPREUNA_HOSTS=* primește orice nume. Scrieți numele adevărate ale site-ului."
    if not settings.EMAIL_HOST:
        yield "IMPREUNA_SMTP_HOST lipsește: fără e-mail nu se pot trimite invitații și parole noi."


def database_refused() -> Iterator[str]:
    """What the role and the rows of the database tell."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.rolname, r.rolsuper, r.rolbypassrls,
                   EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')),
                   EXISTS (SELECT FROM pg_roles o WHERE o.oid <> r.oid AND pg_has_role(r.oid, o.oid, 'MEMBER')
                           AND (o.rolsuper OR o.rolbypassrls OR EXISTS (
                               SELECT FROM pg_class c WHERE c.relowner = o.oid AND c.relkind IN ('r', 'p')
                               AND c.relname = 'django_migrations')))
            FROM pg_roles r WHERE r.rolname = session_user
            """
        )
        role, superuser, bypasses, owns, member = cursor.fetchone()
    if superuser:
        yield f"Rolul „{role}” din DATABASE_URL este superutilizator și trece peste protecția rândurilor."
    if bypasses:
        yield f"Rolul „{role}” din DATABASE_URL are BYPASSRLS. Luați-i-l: ALTER ROLE {role} NOBYPASSRLS;"
    if owns:
        yield f"Rolul „{role}” din DATABASE_URL deține tabele; ele trebuie să fie ale rolului din DATABASE_OWNER_URL."
    if member and not superuser:
        yield f"Rolul „{role}” din DATABASE_URL este membru al unui rol care trece peste protecția rândurilor (REVOKE)."
    yield from demonstration_refused()


def demonstration_refused() -> Iterator[str]:
    """Demonstration accounts have a published password."""
    from impreuna.config.demonstration import accounts_in_database

    count = accounts_in_database()
    if count:
        yield f"În baza de date sunt conturi de demonstrație ({count}), cu parolă cunoscută. Folosiți altă bază."
