-- What counting needs of the published lists, taken once for each edition: the situations of Law 156/2023 that each
-- vulnerability is, in which area of answers the kind of zone lies, and the values of `silence_days`.
CREATE OR REPLACE FUNCTION monitoring_take_basis() RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  newest int := (SELECT max(number) FROM nomenclature_edition);
BEGIN
  IF newest IS NOT DISTINCT FROM (SELECT max(edition) FROM monitoring_basis) THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('monitoring_basis'));
  DELETE FROM monitoring_basis;
  INSERT INTO monitoring_basis (edition, kind, code, part)
  SELECT newest, 'edition', '', ''
  UNION
  SELECT newest, 'law156', v ->> 'code', letter
  FROM nomenclature_edition e, jsonb_array_elements(e.content -> 'vulnerabilities') v,
    jsonb_array_elements_text(coalesce(nullif(v -> 'law156', 'null'), '[]')) letter
  WHERE e.number = newest
  UNION
  SELECT newest, 'area', q ->> 'code', q ->> 'area'
  FROM nomenclature_edition e, jsonb_array_elements(e.content -> 'questions') q
  WHERE e.number = newest AND q ->> 'code' = 'G05'
  UNION
  SELECT newest, 'silence_days', v ->> 'since', v ->> 'value'
  FROM nomenclature_edition e, jsonb_array_elements(e.content -> 'parameters') p, jsonb_array_elements(p -> 'values') v
  WHERE e.number = newest AND p ->> 'code' = 'silence_days';
END $$;

-- The national parameter `silence_days` on a day: what the administrator set counts before what an edition brought.
CREATE OR REPLACE FUNCTION monitoring_silence(today date) RETURNS double precision LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT value FROM (
    SELECT valid_from AS since, id AS place, value FROM nomenclature_parametervalue
    WHERE code = 'silence_days' AND valid_from <= today
    UNION ALL
    SELECT code::date, 0, part::double precision FROM monitoring_basis
    WHERE kind = 'silence_days' AND code::date <= today
  ) given ORDER BY since DESC, place DESC LIMIT 1
$$;

-- On what, besides the rows, figures of a day rest. Figures counted on another basis are stale.
CREATE OR REPLACE FUNCTION monitoring_basis_key(today date) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM monitoring_take_basis();
  RETURN format('%s/%s', (SELECT max(edition) FROM monitoring_basis), monitoring_silence(today));
END $$;
