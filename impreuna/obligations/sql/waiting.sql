-- What the menu tells of everybody's own on each page, before somebody acts in a role: one number about one person
-- (decision 0022), never more than a hundred, by indexes of what is open alone. The same rows as the page shows.
CREATE OR REPLACE FUNCTION obligations_count_late(who uuid, in_role text, place int) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found int;
  circles uuid[] := ARRAY(SELECT m.id FROM kernel_restrictionmember m
    WHERE m.user_id = who AND (m.until IS NULL OR m.until > now()));
  kinds text[] := CASE in_role WHEN 'spas_head' THEN ARRAY['head']
    WHEN 'social_worker' THEN ARRAY['evaluator', 'responsible', 'author', 'team', 'case_manager'] ELSE '{}' END;
BEGIN
  IF in_role IS NULL THEN RETURN 0; END IF;
  -- What is the head's to do is everybody's where there is no head.
  IF in_role = 'social_worker' AND NOT EXISTS (SELECT FROM workforce_roleassignment h
    WHERE h.place_id = place AND h.role = 'spas_head' AND h.ended_at IS NULL
      AND h.start_date <= (now() AT TIME ZONE 'Europe/Bucharest')::date
      AND (h.end_date IS NULL OR h.end_date >= (now() AT TIME ZONE 'Europe/Bucharest')::date)) THEN kinds := kinds || 'head'::text; END IF;
  SELECT count(*) INTO found FROM (
    SELECT FROM obligations_obligation o
      WHERE o.responsible_id = who AND o.is_open AND o.due_at < now() AND o.since <= now()
      AND (o.commune_id = place AND NOT o.is_restricted OR o.team_id = ANY (circles))
    UNION ALL
    SELECT FROM obligations_obligation o
      WHERE o.commune_id = place AND o.responsible_id IS NULL AND o.is_open AND o.due_at < now() AND o.since <= now()
      AND o.responsible_kind = ANY (kinds) AND (NOT o.is_restricted OR o.team_id = ANY (circles))
    LIMIT 100) late;
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION obligations_count_unread(who uuid) RETURNS int
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT count(*) FROM (
    SELECT FROM obligations_notification n WHERE n.user_id = who AND n.read_at IS NULL LIMIT 100) unread);
END $$;
