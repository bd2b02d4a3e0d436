-- finds below-none: best is -12 people
-- finds children: best is -1 children
-- finds half: best is 12.5 People
-- finds half-of-half: best is 2.5 people
-- finds high-half: high is 2.5 civilians
-- finds low-half: best is 2.5 persons
-- finds low-half: low is 1.5 persons
-- finds men: best is -1 men
-- finds share: best is 45, out of 44
-- finds share-of-people: best is 45, out of 44
-- finds soldiers: best is -1 soldiers
-- finds women: best is -1 women
-- Counts below none, with a fraction, above their whole; none at all, all of them, and what is no count of people.
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9001, 'below-none', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9001, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -12, NULL, 'people', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9002, 'half', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9002, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 12.5, NULL, 'People', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9003, 'low-half', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9003, (SELECT id FROM record WHERE key = 'storm'), 'x', 1.5, 2.5, NULL, 'persons', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9004, 'high-half', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9004, (SELECT id FROM record WHERE key = 'storm'), 'x', 1, 2, 2.5, 'civilians', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9005, 'soldiers', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9005, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -1, NULL, 'soldiers', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9006, 'children', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9006, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -1, NULL, 'children', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9007, 'women', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9007, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -1, NULL, 'women', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9008, 'men', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9008, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -1, NULL, 'men', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9009, 'share', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9009, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 45, NULL, 'mills', 44, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9010, 'share-of-people', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9010, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 45, NULL, 'people', 44, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9011, 'all-of-them', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9011, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 44, NULL, 'mills', 44, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9012, 'nobody', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9012, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 0, NULL, 'people', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9013, 'degrees', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9013, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -12.5, NULL, 'degrees', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9014, 'known-wrong', 'figure', 'deprecated', 'so', 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9014, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, -12, NULL, 'people', NULL, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9015, 'whole', 'figure', 'preferred', 'so', 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9015, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 12, NULL, 'people', 44, 'so', 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9016, 'half-of-half', 'figure', NULL, NULL, 1);
INSERT INTO figure (id, about_id, measure, low, best, high, unit, out_of, as_written, batch_id) VALUES (9016, (SELECT id FROM record WHERE key = 'storm'), 'x', NULL, 2.5, NULL, 'people', 2.5, 'so', 1);
