CREATE OR REPLACE FUNCTION monitoring_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (now() AT TIME ZONE 'Europe/Bucharest')::date $$;

-- Counts a commune from its rows and keeps what has changed. The clock is read before the rows, so figures hold at
-- least all acts up to the number that is noted with them. Two at once wait for one another.
CREATE OR REPLACE FUNCTION monitoring_recount(commune int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
  began CONSTANT timestamptz := clock_timestamp();
  today CONSTANT date := monitoring_today();
  basis CONSTANT text := monitoring_basis_key(today);
  up_to bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('monitoring_figure'), commune);
  SELECT n INTO up_to FROM kernel_clock WHERE commune_id = commune;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM territory_commune WHERE siruta = commune) THEN
    RAISE EXCEPTION 'no commune %', commune USING ERRCODE = 'no_data_found';
  END IF;
  WITH cell AS MATERIALIZED (
    SELECT measure, village_id, age_band, sex, veil, value FROM monitoring_cells(commune, today)
  ), gone AS (
    DELETE FROM monitoring_figure f WHERE f.place_id = commune AND NOT EXISTS (
      SELECT FROM cell c WHERE c.measure = f.measure AND c.village_id = f.village_id AND c.age_band = f.age_band
        AND c.sex = f.sex)
  )
  INSERT INTO monitoring_figure AS f (place_id, measure, village_id, age_band, sex, veil, value)
  SELECT commune, c.measure, c.village_id, c.age_band, c.sex, c.veil, c.value FROM cell c
  WHERE NOT EXISTS (
    SELECT FROM monitoring_figure o WHERE o.place_id = commune AND o.measure = c.measure
      AND o.village_id = c.village_id AND o.age_band = c.age_band AND o.sex = c.sex
      AND o.veil = c.veil AND o.value = c.value)
  ON CONFLICT (place_id, measure, village_id, age_band, sex) DO UPDATE SET veil = EXCLUDED.veil, value = EXCLUDED.value;
  PERFORM monitoring_note(commune, up_to, today, basis, began);
  RETURN up_to;
END $$;

CREATE OR REPLACE FUNCTION monitoring_note(place int, up_to bigint, today date, on_basis text, began timestamptz)
RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO monitoring_count AS c (place_id, n, counted_on, counted_at, took_ms, basis)
  VALUES (place, up_to, today, clock_timestamp(),
          extract(epoch FROM clock_timestamp() - began) * 1000, on_basis)
  ON CONFLICT (place_id) DO UPDATE SET n = EXCLUDED.n, counted_on = EXCLUDED.counted_on,
    counted_at = EXCLUDED.counted_at, took_ms = EXCLUDED.took_ms, basis = EXCLUDED.basis
$$;

-- The sum of the places below, village by village left out. Reads figures only, never rows of people.
CREATE OR REPLACE FUNCTION monitoring_add_up(place int, below int[]) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp SET jit = off AS $$
DECLARE
  began CONSTANT timestamptz := clock_timestamp();
  veils CONSTANT text[] := monitoring_veils();
  up_to bigint;
  oldest date;
  lowest text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('monitoring_figure'), place);
  SELECT coalesce(sum(n), 0), min(counted_on), min(basis) INTO up_to, oldest, lowest
  FROM monitoring_count WHERE place_id = ANY (below);
  WITH cell AS MATERIALIZED (
    SELECT measure, age_band, sex, veils[min(array_position(veils, veil))] AS veil, sum(value)::bigint AS value
    FROM monitoring_figure WHERE place_id = ANY (below) AND village_id = 0 GROUP BY measure, age_band, sex
  ), gone AS (
    DELETE FROM monitoring_figure f WHERE f.place_id = place AND NOT EXISTS (
      SELECT FROM cell c WHERE c.measure = f.measure AND f.village_id = 0 AND c.age_band = f.age_band AND c.sex = f.sex)
  )
  INSERT INTO monitoring_figure AS f (place_id, measure, village_id, age_band, sex, veil, value)
  SELECT place, c.measure, 0, c.age_band, c.sex, c.veil, c.value FROM cell c
  WHERE NOT EXISTS (
    SELECT FROM monitoring_figure o WHERE o.place_id = place AND o.measure = c.measure AND o.village_id = 0
      AND o.age_band = c.age_band AND o.sex = c.sex AND o.veil = c.veil AND o.value = c.value)
  ON CONFLICT (place_id, measure, village_id, age_band, sex) DO UPDATE SET veil = EXCLUDED.veil, value = EXCLUDED.value;
  PERFORM monitoring_note(place, up_to, coalesce(oldest, monitoring_today()), coalesce(lowest, ''), began);
END $$;

CREATE OR REPLACE FUNCTION monitoring_sum(county int) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM territory_county WHERE siruta = county) THEN
    RAISE EXCEPTION 'no county %', county USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM monitoring_add_up(county, ARRAY(SELECT siruta FROM territory_commune WHERE county_id = county));
END $$;

CREATE OR REPLACE FUNCTION monitoring_sum_country() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM monitoring_add_up(0, ARRAY(SELECT siruta FROM territory_county));
END $$;
