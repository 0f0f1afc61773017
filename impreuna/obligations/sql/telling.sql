-- Communes in which somebody has to be told of a delay now: whoever leads, whatever she may see; their codes alone.
CREATE OR REPLACE FUNCTION obligations_to_tell(now_there timestamptz, head_after interval, county_after interval)
RETURNS TABLE (commune_id int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_national() THEN RETURN; END IF;
  RETURN QUERY SELECT DISTINCT o.commune_id FROM obligations_obligation o
    CROSS JOIN (VALUES ('worker', interval '0'), ('head', head_after), ('county', county_after)) level (name, wait)
    WHERE o.is_open AND o.due_at < now_there - level.wait AND NOT EXISTS (
      SELECT FROM obligations_escalation e
      WHERE e.commune_id = o.commune_id AND e.obligation_id = o.id AND e.level = level.name);
END $$;

-- Tells of the delays of a commune, each once at each level: who answers for it, or, where nobody does by name, the
-- social workers, and the heads, if there is one, for what is theirs to do; after a while the heads of the service; after a longer one the county's DGASPC. Of a restricted case only people of its team. It obeys only the act
-- that carries the commune's clock. Answers how many delays were told.
CREATE OR REPLACE FUNCTION obligations_tell(place int, number bigint, now_there timestamptz, head_after interval,
  county_after interval)
RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  told int;
  has_head bool := EXISTS (SELECT FROM workforce_roleassignment h
    WHERE h.place_id = place AND h.role = 'spas_head' AND h.ended_at IS NULL
      AND h.start_date <= (now_there AT TIME ZONE 'Europe/Bucharest')::date
      AND (h.end_date IS NULL OR h.end_date >= (now_there AT TIME ZONE 'Europe/Bucharest')::date));
BEGIN
  IF NOT impreuna_is_writing() OR NOT impreuna_is_national()
  THEN RAISE EXCEPTION 'nobody is told here' USING ERRCODE = 'insufficient_privilege'; END IF;
  WITH late AS (
    INSERT INTO obligations_escalation (commune_id, id, n, obligation_id, level, told_at)
      SELECT place, gen_random_uuid(), number, o.id, level.name, now_there FROM obligations_obligation o
      CROSS JOIN (VALUES ('worker', interval '0'), ('head', head_after), ('county', county_after)) level (name, wait)
      WHERE o.commune_id = place AND o.is_open AND o.due_at < now_there - level.wait
      ON CONFLICT DO NOTHING
      RETURNING obligation_id, level),
  told_to AS (
    INSERT INTO obligations_notification (id, user_id, commune_id, case_id, case_number, code, level, due_at, told_at)
      SELECT gen_random_uuid(), who.user_id, place, o.case_id,
        CASE WHEN o.case_id IS NULL THEN '' ELSE split_part(o.label, ' ', 1) END, o.code, late.level, o.due_at, now_there
      FROM late
      JOIN obligations_obligation o ON o.commune_id = place AND o.id = late.obligation_id
      CROSS JOIN LATERAL (
        SELECT o.responsible_id AS user_id WHERE late.level = 'worker' AND o.responsible_id IS NOT NULL
        UNION
        SELECT a.user_id FROM workforce_roleassignment a
        WHERE (late.level = 'worker' AND o.responsible_id IS NULL AND a.place_id = place
              AND a.role = CASE WHEN o.responsible_kind = 'head' AND has_head THEN 'spas_head' ELSE 'social_worker' END
            OR late.level = 'head' AND a.role = 'spas_head' AND a.place_id = place
            OR late.level = 'county' AND a.role = 'dgaspc_coordinator' AND a.place_id = (
              SELECT c.county_id FROM territory_commune c WHERE c.siruta = place))
          AND a.ended_at IS NULL AND a.start_date <= now_there::date
          AND (a.end_date IS NULL OR a.end_date >= now_there::date)) who
      WHERE NOT o.is_restricted OR EXISTS (
        SELECT FROM kernel_restrictionmember m WHERE m.id = o.team_id AND m.user_id = who.user_id
          AND (m.until IS NULL OR m.until > now_there))
      RETURNING 1)
  SELECT count(*) INTO told FROM late, (SELECT count(*) FROM told_to) made;
  RETURN told;
END $$;

-- Whom e-mails wait for: an address, and what of: numbers of cases, nobody's name.
CREATE OR REPLACE FUNCTION obligations_unmailed(limit_to int)
RETURNS TABLE (user_id uuid, email text, notification_ids uuid[], case_numbers text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_national() THEN RETURN; END IF;
  RETURN QUERY SELECT u.id, u.email::text, array_agg(w.id), array_agg(w.case_number ORDER BY w.due_at)
    FROM (SELECT n.* FROM obligations_notification n WHERE n.mailed_at IS NULL ORDER BY n.told_at LIMIT limit_to) w
    JOIN workforce_user u ON u.id = w.user_id AND u.is_active
    GROUP BY u.id, u.email;
END $$;

CREATE OR REPLACE FUNCTION obligations_mailed(ids uuid[], now_there timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE marked int;
BEGIN
  IF NOT impreuna_is_writing() OR NOT impreuna_is_national()
  THEN RAISE EXCEPTION 'nobody marks here' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE obligations_notification SET mailed_at = now_there WHERE id = ANY (ids) AND mailed_at IS NULL;
  GET DIAGNOSTICS marked = ROW_COUNT;
  RETURN marked;
END $$;
