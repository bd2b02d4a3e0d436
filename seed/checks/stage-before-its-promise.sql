-- Stages of a pledge that come before the stage they presuppose.
--
-- Something is delivered after it was given, given after it was committed, committed after it was
-- pledged. A stage that comes on top of another is a promise of its own and is left out.
WITH
  ordered (stage, step) AS (
    VALUES ('pledged', 1), ('committed', 2), ('allocated', 3), ('disbursed', 4), ('delivered', 5)
  )
SELECT
  record.key,
  'it was ' || later.stage || ' by ' || later.last_day || ', before it was ' || earlier.stage || ' ('
    || earlier.date || ')' AS reason
FROM stage AS later
JOIN ordered AS later_step ON later_step.stage = later.stage
JOIN stage AS earlier ON earlier.pledge_id = later.pledge_id
JOIN ordered AS earlier_step ON earlier_step.stage = earlier.stage AND earlier_step.step < later_step.step
JOIN record ON record.id = later.id
WHERE later.last_day < earlier.first_day
  AND later.part_of_id = earlier.id
ORDER BY record.key;
