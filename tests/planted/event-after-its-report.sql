-- finds after: it is told as occurred on 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds after-both: it is told as occurred on 2020-02-12, and its latest source, own-later, is of 2020-02-10
-- finds after-both-other-order: it is told as occurred on 2020-02-12, and its latest source, own-later, is of 2020-02-10
-- finds after-it-was-published: it is told as occurred on 2020-01-12, and its latest source, own-read-late, is of 2020-01-08
-- finds after-it-was-read: it is told as occurred on 2020-01-12, and its latest source, own-read, is of 2020-01-10
-- finds after-ongoing: it is told as ongoing on 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds after-preferred: it is told as occurred on 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds after-twins: it is told as occurred on 2020-01-12, and its latest source, own-twin, is of 2020-01-10
-- finds judged-else: it is told as occurred on 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- finds judged-other-day: it is told as occurred on 2020-01-12, and its latest source, own-early, is of 2020-01-10
-- Events later than all that tells of them; others, planned, of the next day or of sources without a day, are not found.
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last) VALUES (9001, 'own-early', 'news-report', 'T', 1, '2020-01-01/2020-01-10', 'stated', '2020-01-01', '2020-01-10');
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last) VALUES (9002, 'own-later', 'news-report', 'T', 1, '2020-02-01/2020-02-10', 'stated', '2020-02-01', '2020-02-10');
INSERT INTO source (id, key, kind, title, batch_id) VALUES (9003, 'own-undated', 'news-report', 'T', 1);
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last) VALUES (9004, 'own-twin', 'news-report', 'T', 1, '2020-01-01/2020-01-10', 'stated', '2020-01-01', '2020-01-10');
INSERT INTO source (id, key, kind, title, batch_id, retrieved_on) VALUES (9005, 'own-read', 'news-report', 'T', 1, '2020-01-10');
INSERT INTO source (id, key, kind, title, batch_id, published, published_basis, published_first, published_last, retrieved_on) VALUES (9006, 'own-read-late', 'news-report', 'T', 1, '2020-01-01/2020-01-08', 'stated', '2020-01-01', '2020-01-08', '2020-02-20');
INSERT INTO record (id, key, kind, batch_id) VALUES (9007, 'after', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9007, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9007, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9008, 'after-ongoing', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9008, 'other', 'ongoing', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9008, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9009, 'after-planned', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9009, 'other', 'planned', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9009, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9010, 'after-cancelled', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9010, 'other', 'cancelled', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9010, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9011, 'next-day', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9011, 'other', 'occurred', '2020-01-11', '2020-01-11', '2020-01-11', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9011, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9012, 'after-both', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9012, 'other', 'occurred', '2020-02-12', '2020-02-12', '2020-02-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9012, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9012, 9002, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9013, 'after-both-other-order', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9013, 'other', 'occurred', '2020-02-12', '2020-02-12', '2020-02-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9013, 9002, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9013, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9014, 'after-one-of-two', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9014, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9014, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9014, 9002, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9015, 'after-twins', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9015, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9015, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9015, 9004, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9016, 'after-one-undated', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9016, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9016, 9001, 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9016, 9003, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9017, 'after-undated', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9017, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9017, 9003, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9018, 'after-it-was-read', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9018, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9018, 9005, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9019, 'after-it-was-published', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9019, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9019, 9006, 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9020, 'after-deprecated', 'event', 'deprecated', 'so', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9020, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9020, 9001, 1);
INSERT INTO record (id, key, kind, rank, reason, batch_id) VALUES (9021, 'after-preferred', 'event', 'preferred', 'so', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9021, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9021, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9022, 'begins-before', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9022, 'other', 'occurred', '2020-01-09', '2020-01-09', '2020-01-20', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9022, 9001, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9023, 'judged', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9023, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9023, 9001, 1);
INSERT INTO judgement (record_id, advisory, words, why, batch_id) VALUES (9023, 'event-after-its-report', '2020-01-12', 'so', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9024, 'judged-else', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9024, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9024, 9001, 1);
INSERT INTO judgement (record_id, advisory, words, why, batch_id) VALUES (9024, 'negation-differs', '2020-01-12', 'so', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (9025, 'judged-other-day', 'event', 1);
INSERT INTO event (id, type, status, date, first_day, last_day, batch_id) VALUES (9025, 'other', 'occurred', '2020-01-12', '2020-01-12', '2020-01-12', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (9025, 9001, 1);
INSERT INTO judgement (record_id, advisory, words, why, batch_id) VALUES (9025, 'event-after-its-report', '2020-01-13', 'so', 1);
