-- How many obligations are late, for county and country: numbers alone, never whose. Restricted cases exist only for
-- their team and are not among them.
CREATE FUNCTION obligations_late_by_county(now_there timestamptz) RETURNS TABLE (county_id int, code text, late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_national() THEN RETURN; END IF;
  RETURN QUERY
    SELECT c.county_id, l.code, sum(l.late)::bigint FROM (
      SELECT o.commune_id, o.code, count(*) AS late FROM obligations_obligation o
      WHERE o.is_open AND NOT o.is_restricted AND o.due_at < now_there
      GROUP BY o.commune_id, o.code) l
    JOIN territory_commune c ON c.siruta = l.commune_id
    GROUP BY c.county_id, l.code;
END $$;

CREATE FUNCTION obligations_late_by_commune(county int, now_there timestamptz)
RETURNS TABLE (commune_id int, code text, late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE communes int[];
BEGIN
  IF NOT (impreuna_is_national() OR county = ANY (impreuna_places())) THEN RETURN; END IF;
  SELECT array_agg(c.siruta) INTO communes FROM territory_commune c WHERE c.county_id = county;
  RETURN QUERY
    SELECT o.commune_id, o.code, count(*) FROM obligations_obligation o
    WHERE o.commune_id = ANY (communes) AND o.is_open AND NOT o.is_restricted AND o.due_at < now_there
    GROUP BY o.commune_id, o.code;
END $$;

-- What another period would do to the obligations that are open now: how many would become late, how many would no
-- longer be, by county.
CREATE FUNCTION obligations_simulate(of_code text, amount int, unit text, holidays date[], now_there timestamptz)
RETURNS TABLE (county_id int, open bigint, late bigint, becomes_late bigint, no_longer_late bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT impreuna_is_national() THEN RETURN; END IF;
  RETURN QUERY
    SELECT c.county_id, count(*), count(*) FILTER (WHERE o.due_at < now_there),
      count(*) FILTER (WHERE o.due_at >= now_there AND o.next_due < now_there),
      count(*) FILTER (WHERE o.due_at < now_there AND o.next_due >= now_there)
    FROM (SELECT r.commune_id, r.due_at, obligations_due(r.since, amount, unit, holidays) AS next_due
      FROM obligations_obligation r WHERE r.is_open AND r.code = of_code AND NOT r.is_restricted) o
    JOIN territory_commune c ON c.siruta = o.commune_id
    GROUP BY c.county_id;
END $$;
