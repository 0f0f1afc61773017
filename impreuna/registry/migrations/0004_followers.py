from django.db import migrations
from django.db.migrations.operations import RunSQL

from impreuna.kernel.rowsecurity import APP_ROLE

# Which tables of higher rooms go along when people move to another commune. Each room adds its own rows in a
# migration: rows of `table_name` go whose `record_column` is among the people, the household, or the rows of earlier
# followers (by `place`) that go. The application neither reads nor writes it: what stands here moves rows of any
# table that it names.
CATALOGUE = f"""
CREATE TABLE registry_follower (place int PRIMARY KEY, table_name text NOT NULL, record_column text NOT NULL);
REVOKE ALL ON registry_follower FROM {APP_ROLE};
"""

# Carries the followers of `records` from one commune to another and answers `records` with theirs. Only
# `registry_relocate`, which knows what was offered, calls it.
FOLLOW = f"""
CREATE FUNCTION registry_carry_followers(records uuid[], origin int, target int, number bigint)
RETURNS uuid[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  follower registry_follower%ROWTYPE;
  gone uuid[];
BEGIN
  FOR follower IN SELECT * FROM registry_follower ORDER BY place LOOP
    EXECUTE format('WITH gone AS (UPDATE %I SET commune_id = $1, n = $2 WHERE commune_id = $3 AND %I = ANY ($4)'
      ' RETURNING id) SELECT coalesce(array_agg(DISTINCT id), ''{{}}'') FROM gone',
      follower.table_name, follower.record_column) INTO gone USING target, number, origin, records;
    records := records || gone;
  END LOOP;
  RETURN records;
END $$;
REVOKE ALL ON FUNCTION registry_carry_followers(uuid[], int, int, bigint) FROM PUBLIC, {APP_ROLE};
"""

# Carries every row of the people who were offered, whoever may read it, from one commune to another, with
# history and veils. It obeys only a command that is being carried out and an arrival that was offered and is
# not yet decided; who goes along follows from the offer alone:
#   a household: who lives there, who died or left from there without another home (the parents abroad),
#   a person: she alone;
#   and with each of them the records that were merged into hers.
# `n_here` is the act's number on the clock of `target`, `n_there` on that of the commune they leave.
# What others had with the household that goes (a daughter who married into the next street) stays with them
# as a former home.
# Since this migration it takes along what higher rooms keep (`registry_carry_followers`).
RELOCATE = f"""
CREATE OR REPLACE FUNCTION registry_relocate(arrival uuid, target int, n_here bigint, n_there bigint)
RETURNS uuid[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  offer registry_arrival%ROWTYPE;
  people uuid[];
  records uuid[];
  circles uuid[];
  origin int;
  today date := (now() AT TIME ZONE 'Europe/Bucharest')::date;
BEGIN
  SELECT * INTO offer FROM registry_arrival a WHERE a.commune_id = target AND a.id = arrival AND a.decided_at IS NULL;
  IF NOT FOUND OR NOT impreuna_is_writing() OR NOT (target = ANY (impreuna_communes()))
     OR NOT EXISTS (SELECT 1 FROM registry_departure d WHERE d.commune_id = offer.from_commune_id AND d.id = arrival
                    AND d.to_commune_id = target AND d.decided_at IS NULL)
  THEN RAISE EXCEPTION 'nothing was offered' USING ERRCODE = 'insufficient_privilege'; END IF;
  origin := offer.from_commune_id;

  WITH RECURSIVE latest AS (
    SELECT DISTINCT ON (m.person_id) m.person_id, m.household_id, m.end_date, m.end_reason
    FROM registry_membership m WHERE m.commune_id = origin
    ORDER BY m.person_id, m.end_date DESC NULLS FIRST, m.id DESC
  ), chosen AS (
    SELECT p.id FROM registry_person p
      WHERE p.commune_id = origin AND p.id = offer.person_id AND p.merged_into_id IS NULL
    UNION
    SELECT latest.person_id FROM latest JOIN registry_person p
      ON p.commune_id = origin AND p.id = latest.person_id AND p.merged_into_id IS NULL
    WHERE latest.household_id = offer.household_id
      AND (latest.end_date IS NULL OR latest.end_reason IN ('died', 'abroad', 'institution'))
  ), along AS (
    SELECT id FROM chosen
    UNION
    SELECT p.id FROM registry_person p JOIN along ON p.merged_into_id = along.id WHERE p.commune_id = origin
  )
  SELECT coalesce(array_agg(p.id), '{{}}') INTO people
  FROM along JOIN registry_person p ON p.commune_id = origin AND p.id = along.id;
  records := CASE WHEN offer.household_id IS NULL THEN people ELSE people || offer.household_id END;

  -- A membership follows its household; where only one of the two goes, the person keeps it as a former home.
  WITH parted AS (
    DELETE FROM registry_membership m WHERE m.commune_id = origin
      AND (m.person_id = ANY (people)) IS DISTINCT FROM coalesce(m.household_id = offer.household_id, false)
      AND (m.person_id = ANY (people) OR m.household_id = offer.household_id)
    RETURNING m.*
  )
  INSERT INTO registry_formerhome
      (commune_id, id, n, person_id, former_commune_id, household_label, relation, start_date, end_date)
    SELECT CASE WHEN parted.person_id = ANY (people) THEN target ELSE origin END, parted.id,
      CASE WHEN parted.person_id = ANY (people) THEN n_here ELSE n_there END,
      parted.person_id, origin, h.label, parted.relation, parted.start_date, coalesce(parted.end_date, today)
    FROM parted JOIN registry_household h ON h.commune_id = origin AND h.id = parted.household_id;

  UPDATE registry_household SET commune_id = target, n = n_here WHERE commune_id = origin AND id = offer.household_id;
  UPDATE registry_person SET commune_id = target, n = n_here WHERE commune_id = origin AND id = ANY (people);
  UPDATE registry_membership SET commune_id = target, n = n_here
    WHERE commune_id = origin AND household_id = offer.household_id;
  UPDATE registry_formerhome SET commune_id = target, n = n_here WHERE commune_id = origin AND person_id = ANY (people);
  UPDATE registry_ethnicitydeclaration SET commune_id = target, n = n_here
    WHERE commune_id = origin AND person_id = ANY (people);

  -- A note about a person who stays remains with her, even when it was written in the household that goes.
  WITH gone AS (
    UPDATE registry_note SET commune_id = target, n = n_here,
      household_id = CASE WHEN household_id = offer.household_id THEN household_id END
    WHERE commune_id = origin AND (person_id = ANY (people) OR (person_id IS NULL AND household_id = offer.household_id))
    RETURNING id, restriction_id
  )
  SELECT coalesce(array_agg(restriction_id) FILTER (WHERE restriction_id IS NOT NULL), '{{}}'), records || array_agg(id)
    INTO circles, records FROM gone;
  UPDATE registry_note SET household_id = NULL, n = n_there WHERE commune_id = origin AND household_id = offer.household_id;
  UPDATE kernel_restriction SET commune_id = target, n = n_here WHERE commune_id = origin AND id = ANY (circles);
  UPDATE kernel_restrictionmember SET commune_id = target, n = n_here WHERE commune_id = origin AND id = ANY (circles);

  -- What higher rooms keep about them; from here on `records` holds their rows too.
  records := registry_carry_followers(records, origin, target, n_here);

  UPDATE kernel_fieldchange SET commune_id = target, n = n_here WHERE commune_id = origin AND record_id = ANY (records);
  UPDATE kernel_conflict SET commune_id = target, n = n_here WHERE commune_id = origin AND record_id = ANY (records);
  UPDATE registry_merge SET commune_id = target, n = n_here WHERE commune_id = origin AND kept_id = ANY (people);
  UPDATE registry_duplicatecandidate SET commune_id = target, n = n_here
    WHERE commune_id = origin AND person_id = ANY (people) AND (other_id IS NULL OR other_id = ANY (people));
  UPDATE registry_duplicatecandidate SET decided_at = now(), decision = 'moved', n = n_there
    WHERE commune_id = origin AND decided_at IS NULL AND (person_id = ANY (people) OR other_id = ANY (people));
  RETURN people;
END $$;
REVOKE ALL ON FUNCTION registry_relocate(uuid, int, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_relocate(uuid, int, bigint, bigint) TO {APP_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_moves")]

    operations = [
        RunSQL(CATALOGUE, "DROP TABLE registry_follower;"),
        RunSQL(FOLLOW, "DROP FUNCTION registry_carry_followers(uuid[], int, int, bigint);"),
        RunSQL(RELOCATE, RunSQL.noop),
    ]
