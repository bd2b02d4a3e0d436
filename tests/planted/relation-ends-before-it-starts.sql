-- finds arc-president: it lasts until 2020 and since 2021
-- finds works-own-place: it lasts until 2020 and since 2021
-- Over before it began, and over on the day it began.
UPDATE relation SET since = '2021', since_first = '2021-01-01', since_last = '2021-12-31', until = '2020', until_first = '2020-01-01', until_last = '2020-12-31' WHERE id IN (SELECT id FROM record WHERE key IN ('works-own-place', 'arc-president'));
UPDATE relation SET since = '2020-12-31', since_first = '2020-12-31', since_last = '2020-12-31', until = '2020', until_first = '2020-01-01', until_last = '2020-12-31' WHERE id = (SELECT id FROM record WHERE key = 'arcadia-owns-works');
