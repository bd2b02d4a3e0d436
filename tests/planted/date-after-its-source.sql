-- finds counted-after: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds judged-else: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds judged-other-day: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds said-after: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds said-after-both: it is of 2020-02-12, and its latest source, own-later, is of 2020-02-10
-- finds said-after-it-was-published: it is of 2020-01-12, and its latest source, own-read-late, is of 2020-01-08
-- finds said-after-it-was-read: it is of 2020-01-12, and its latest source, own-read, is of 2020-01-10
-- finds said-after-twins: it is of 2020-01-12, and its latest source, own-twin, is of 2020-01-10
-- finds said-preferred: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds stage-delivered: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds stage-disbursed: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds stage-given: it is of 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- What was said, counted or given later than all that tells of it; what is promised may be, and what only may be later is not found.
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last) VALUES (9001, 'own-early', 'news-report', 'T', 1, '2020-01-01/2020-01-10', 'stated', '2020-01-01', '2020-01-10');
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last) VALUES (9002, 'own-later', 'news-report', 'T', 1, '2020-02-01/2020-02-10', 'stated', '2020-02-01', '2020-02-10');
INSERT INTO source (id, key, kind, title, batch_id) VALUES (9003, 'own-undated', 'news-report', 'T', 1);
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last) VALUES (9004, 'own-twin', 'news-report', 'T', 1, '2020-01-01/2020-01-10', 'stated', '2020-01-01', '2020-01-10');
INSERT INTO source (id, key, kind, title, batch_id, retrieved_on) VALUES (9005, 'own-read', 'news-report', 'T', 1, '2020-01-10');
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last, retrieved_on) VALUES (9006, 'own-read-late', 'news-report', 'T', 1, '2020-01-01/2020-01-08', 'stated', '2020-01-01', '2020-01-08', '2020-02-20');
INSERT INTO record (id, key, kind, batch_id) VALUES (9007, 'said-after', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9007, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9007, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9008, 'said-next-day', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9008, 'says', 'indirect', 'So', 'stated', '2020-01-11', '2020-01-11', '2020-01-11', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9008, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9009, 'said-after-both', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9009, 'says', 'indirect', 'So', 'stated', '2020-02-12', '2020-02-12', '2020-02-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9009, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9009, 9002, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9010, 'said-after-one-of-two', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9010, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9010, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9010, 9002, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9011, 'said-after-twins', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9011, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9011, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9011, 9004, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9012, 'said-after-one-undated', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9012, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9012, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9012, 9003, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9013, 'said-after-undated', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9013, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9013, 9003, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9014, 'said-after-it-was-read', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9014, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9014, 9005, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9015, 'said-after-it-was-published', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9015, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9015, 9006, 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9016, 'said-deprecated', 'statement', 'deprecated', 'so', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9016, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9016, 9001, 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9017, 'said-preferred', 'statement', 'preferred', 'so', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9017, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9017, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9018, 'said-begins-before', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9018, 'says', 'indirect', 'So', 'stated', '2020-01-09', '2020-01-09', '2020-01-20', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9018, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9019, 'judged', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9019, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9019, 9001, 1);
INSERT INTO judgement (record_id, advisory, words, why, batch_id) VALUES (9019, 'date-after-its-source', '2020-01-12', 'so', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9020, 'judged-else', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9020, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9020, 9001, 1);
INSERT INTO judgement (record_id, advisory, words, why, batch_id) VALUES (9020, 'negation-differs', '2020-01-12', 'so', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9021, 'judged-other-day', 'statement', 1);
INSERT INTO statement (id, verb, form, gist, speaker_basis, date, first_day, last_day, batch_id) VALUES (9021, 'says', 'indirect', 'So', 'stated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9021, 9001, 1);
INSERT INTO judgement (record_id, advisory, words, why, batch_id) VALUES (9021, 'date-after-its-source', '2020-01-13', 'so', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9022, 'an-event', 'event', 1);
INSERT INTO event (id, type, status, batch_id) VALUES (9022, 'other', 'occurred', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9022, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9023, 'counted-after', 'figure', 1);
INSERT INTO figure (id, about_id, measure, best, unit, as_written, as_of, as_of_first, as_of_last, batch_id) VALUES (9023, 9022, 'sheep', 9, 'sheep', 'so', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9023, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9024, 'counted-before', 'figure', 1);
INSERT INTO figure (id, about_id, measure, best, unit, as_written, as_of, as_of_first, as_of_last, batch_id) VALUES (9024, 9022, 'sheep', 9, 'sheep', 'so', '2020-01-05', '2020-01-05', '2020-01-05', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9024, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9025, 'a-pledge', 'pledge', 1);
INSERT INTO pledge (id, kind, title, batch_id) VALUES (9025, 'aid', 'Aid', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9025, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9026, 'stage-pledged', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9026, 9025, 'pledged', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9026, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9027, 'stage-committed', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9027, 9025, 'committed', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9027, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9028, 'stage-allocated', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9028, 9025, 'allocated', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9028, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9029, 'stage-given', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9029, 9025, 'given', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9029, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9030, 'stage-disbursed', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9030, 9025, 'disbursed', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9030, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9031, 'stage-delivered', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9031, 9025, 'delivered', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9031, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9032, 'stage-withdrawn', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9032, 9025, 'withdrawn', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9032, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9033, 'stage-before', 'stage', 1);
INSERT INTO stage (id, pledge_id, stage, date, first_day, last_day, batch_id) VALUES (9033, 9025, 'given', '2020-01-05', '2020-01-05', '2020-01-05', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9033, 9001, 1);
