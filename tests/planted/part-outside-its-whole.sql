-- finds freedonian-call: it is on 2020-01-08, and the event it follows on 2020-01-20
-- finds freedonian-call: it is on 2020-01-08, and the event it is part of on 2020-01-10/2020-01-12
-- finds freedonian-summit: it is on 2020-01-20, and the event it is part of on 2020-01-10/2020-01-12
-- finds freedonian-visit: it is on 2020-01-07, and the event it follows on 2020-01-20
-- Parts before and after their whole, on its first and on its last day; one that comes before what it follows.
UPDATE event SET part_of_id = (SELECT id FROM record WHERE key = 'freedonian-negotiation') WHERE id IN (SELECT id FROM record WHERE key IN ('freedonian-call', 'freedonian-summit', 'freedonian-conference'));
UPDATE event SET date = '2020-01-12/2020-01-14', first_day = '2020-01-12', last_day = '2020-01-14', part_of_id = (SELECT id FROM record WHERE key = 'freedonian-negotiation') WHERE id = (SELECT id FROM record WHERE key = 'freedonian-interview');
UPDATE event SET date = '2020-01-05/2020-01-10', first_day = '2020-01-05', part_of_id = (SELECT id FROM record WHERE key = 'freedonian-negotiation') WHERE id = (SELECT id FROM record WHERE key = 'freedonian-conference');
UPDATE event SET follows_id = (SELECT id FROM record WHERE key = 'freedonian-consultation') WHERE id = (SELECT id FROM record WHERE key = 'freedonian-visit');
UPDATE event SET follows_id = (SELECT id FROM record WHERE key = 'freedonian-consultation') WHERE id IN ((SELECT id FROM record WHERE key = 'freedonian-summit'), (SELECT id FROM record WHERE key = 'storm'));
UPDATE event SET follows_id = (SELECT id FROM record WHERE key = 'freedonian-consultation') WHERE id = (SELECT id FROM record WHERE key = 'freedonian-call');
