-- What working the obligations of a commune out anew reads, whoever may see its cases: the server's own act alone
-- (obligations_is_recomputing), and of what entries say only the fields by which the list judges.
CREATE FUNCTION cases_to_judge(place int, after uuid, most int)
RETURNS TABLE (id uuid, team_id uuid, is_restricted bool, household_id uuid, label text, registered_at timestamptz,
  subject text, is_urgent bool)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT obligations_is_recomputing() THEN RETURN; END IF;
  RETURN QUERY SELECT c.id, c.team_id, c.is_restricted, c.household_id, c.number || '/' || c.year || ' ' || c.label,
      c.registered_at, c.subject, c.is_urgent
    FROM cases_case c WHERE c.commune_id = place AND (after IS NULL OR c.id > after) ORDER BY c.id LIMIT most;
END $$;

CREATE FUNCTION cases_facts_to_judge(place int, which uuid[], asked text[])
RETURNS TABLE (case_id uuid, id uuid, kind text, at timestamptz, stated_at timestamptz, author_id uuid, about_id uuid,
  content jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT obligations_is_recomputing() THEN RETURN; END IF;
  RETURN QUERY SELECT e.case_id, e.id, e.kind, least(e.recorded_at, e.received_at), e.stated_at, e.author_id,
      e.about_id, (SELECT jsonb_object_agg(said.key, said.value) FROM jsonb_each(e.content) said
        WHERE said.key = ANY (asked))
    FROM cases_caseentry e WHERE e.commune_id = place AND e.case_id = ANY (which)
    ORDER BY e.case_id, e.received_at, e.recorded_at, e.id;
END $$;

CREATE FUNCTION cases_members_to_judge(place int, which uuid[], moment timestamptz)
RETURNS TABLE (case_id uuid, function text, user_id uuid, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT obligations_is_recomputing() THEN RETURN; END IF;
  RETURN QUERY SELECT m.case_id, m.function, m.user_id, m.name FROM cases_casemember m
    WHERE m.commune_id = place AND m.case_id = ANY (which) AND m.user_id IS NOT NULL AND m.since <= moment
      AND (m.until IS NULL OR m.until > moment)
    ORDER BY m.case_id, m.since, m.id;
END $$;

-- The meetings of the commune's team, which do not depend on who acts. Within an act only.
CREATE FUNCTION cases_held_meetings(commune int) RETURNS TABLE (id uuid, recorded_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.id, m.recorded_at FROM cases_meeting m WHERE m.commune_id = commune AND impreuna_is_writing()
$$;
