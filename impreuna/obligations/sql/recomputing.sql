-- Working all obligations out anew is the server's own act, of its operator and of nobody else, and only while that act
-- holds the commune's clock. The functions below, and those of the room of cases, obey nothing else.
CREATE FUNCTION obligations_is_recomputing() RETURNS bool
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT impreuna_is_writing() AND impreuna_is_national()
    AND coalesce(impreuna_user() = '00000000-0000-0000-0000-000000000001', false)
$$;

-- What is stored of some cases, or of the commune's team (without cases): the rows as they stand.
CREATE FUNCTION obligations_stored(place int, cases uuid[]) RETURNS SETOF obligations_obligation
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT obligations_is_recomputing() THEN RETURN; END IF;
  IF cases IS NULL THEN
    RETURN QUERY SELECT o.* FROM obligations_obligation o
      WHERE o.commune_id = place AND o.case_id IS NULL AND o.is_open;
  ELSE
    RETURN QUERY SELECT o.* FROM obligations_obligation o WHERE o.commune_id = place AND o.case_id = ANY (cases);
  END IF;
END $$;

-- Writes the rows that came out otherwise, each with the act's number, so that tablets are sent them.
CREATE FUNCTION obligations_keep(place int, rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT obligations_is_recomputing()
  THEN RAISE EXCEPTION 'nothing is worked out anew here' USING ERRCODE = 'insufficient_privilege'; END IF;
  INSERT INTO obligations_obligation AS o (commune_id, id, n, case_id, code, key, late_reason, team_id, is_restricted,
      household_id, since, due_at, warn_at, is_open, met_at, proof_id, stated_at, ended_at, waived_reason, label, detail,
      subject, responsible_id, responsible, responsible_kind)
    SELECT place, r.id, r.n, r.case_id, r.code, r.key, r.late_reason, r.team_id, r.is_restricted,
      r.household_id, r.since, r.due_at, r.warn_at, r.is_open, r.met_at, r.proof_id, r.stated_at, r.ended_at,
      r.waived_reason, r.label, r.detail, r.subject, r.responsible_id, r.responsible, r.responsible_kind
    FROM jsonb_populate_recordset(NULL::obligations_obligation, rows) r
    ON CONFLICT (commune_id, id) DO UPDATE SET n = excluded.n, late_reason = excluded.late_reason,
      team_id = excluded.team_id, is_restricted = excluded.is_restricted, household_id = excluded.household_id,
      since = excluded.since, due_at = excluded.due_at, warn_at = excluded.warn_at, is_open = excluded.is_open,
      met_at = excluded.met_at, proof_id = excluded.proof_id, stated_at = excluded.stated_at,
      ended_at = excluded.ended_at, waived_reason = excluded.waived_reason, label = excluded.label,
      detail = excluded.detail, subject = excluded.subject, responsible_id = excluded.responsible_id,
      responsible = excluded.responsible, responsible_kind = excluded.responsible_kind;
END $$;

-- The communes in which something is stored, and of each how far it was worked out anew by `asked`. For the country.
CREATE FUNCTION obligations_rounds(asked text)
RETURNS TABLE (commune_id int, is_done bool, changed int, done_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_national() THEN RETURN; END IF;
  RETURN QUERY SELECT c.siruta, coalesce(r.basis = asked AND r.done_at IS NOT NULL, false),
      CASE WHEN r.basis = asked THEN r.changed ELSE 0 END, CASE WHEN r.basis = asked THEN r.done_at END
    FROM territory_commune c LEFT JOIN obligations_recomputation r ON r.commune_id = c.siruta
    WHERE EXISTS (SELECT FROM obligations_obligation o WHERE o.commune_id = c.siruta)
    ORDER BY c.siruta;
END $$;
