-- When a term ends: the same as rules/counting.py, which tests prove. Days and months end with the last second of their
-- last day in Romania; hours are hours.
CREATE FUNCTION obligations_due(since timestamptz, amount int, unit text, holidays date[]) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE unit
    WHEN 'hours' THEN since + make_interval(hours => amount)
    WHEN 'working_days' THEN (
      (SELECT d::date FROM generate_series((since AT TIME ZONE 'Europe/Bucharest')::date + 1,
          (since AT TIME ZONE 'Europe/Bucharest')::date + 2 * amount + 30, interval '1 day') d
        WHERE extract(isodow FROM d) < 6 AND NOT d::date = ANY (holidays)
        ORDER BY d OFFSET greatest(amount, 1) - 1 LIMIT 1) + time '23:59:59') AT TIME ZONE 'Europe/Bucharest'
    ELSE (((since AT TIME ZONE 'Europe/Bucharest')::date
        + CASE unit WHEN 'months' THEN make_interval(months => amount) ELSE make_interval(days => amount) END)::date
      + time '23:59:59') AT TIME ZONE 'Europe/Bucharest' END
$$;
