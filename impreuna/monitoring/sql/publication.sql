-- Publishes a month: of every county each of the measures, rounded down to a multiple of 5; the country is the sum of
-- what is published of its counties. A month that is published never changes (docs/decisions/0027-public-figures.md).
-- Answers how many numbers were written: none when the month stands already.
CREATE OR REPLACE FUNCTION monitoring_publish(published_month text, measures text[]) RETURNS int LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  written int;
BEGIN
  IF published_month !~ '^\d{4}-(0[1-9]|1[0-2])$' OR published_month >= to_char(monitoring_today(), 'YYYY-MM') THEN
    RAISE EXCEPTION 'a month that is over' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('monitoring_publication'));
  IF EXISTS (SELECT FROM monitoring_publication WHERE month = published_month) THEN RETURN 0; END IF;
  IF EXISTS (SELECT FROM monitoring_figure WHERE measure = ANY (measures) AND veil IN ('health', 'health_need', 'protection', 'ethnicity')) THEN
    RAISE EXCEPTION 'health and protection are never published' USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH county AS (
    SELECT c.siruta AS place_id, m.measure, coalesce(f.value, 0) / 5 * 5 AS value
    FROM territory_county c CROSS JOIN unnest(measures) AS m (measure)
    LEFT JOIN monitoring_figure f ON f.place_id = c.siruta AND f.measure = m.measure AND f.village_id = 0
      AND f.age_band = '' AND f.sex = ''
    WHERE c.ended_on IS NULL
  )
  INSERT INTO monitoring_publication (month, place_id, measure, value)
  SELECT published_month, place_id, measure, value FROM county
  UNION ALL
  SELECT published_month, 0, measure, sum(value) FROM county GROUP BY measure;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END $$;
