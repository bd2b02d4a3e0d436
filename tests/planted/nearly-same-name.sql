-- finds crowd-00: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-01: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-02: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-03: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-04: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-05: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-06: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-07: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-08: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds crowd-09: its name differs by a letter from that of near-crowd (Samename, Samenamf)
-- finds double-a: its name differs by a letter from that of double-b (Pbccdefg, Pbcdefg)
-- finds double-first-a: its name differs by a letter from that of double-first-b (Bcdefghoo, Bbcdefghoo)
-- finds fourth-letter-a: its name differs by a letter from that of fourth-letter-b (Wbcxefghi, Wbcyefghi)
-- finds initial-a: its name is, with an initial for the first word, that of initial-b (Tanna Smithe, T Smithe)
-- finds initial-twice-a: its name is, with an initial for the first word, that of initial-twice-b (Sanna Smolthe, S Smolthe)
-- finds last-first-a: its name is, with the last word first, that of last-first-b (Anna Maria Kowal, Kowal Anna Maria)
-- finds last-first-a: its name differs by a letter from that of last-first-kinds-a (Anna Maria Kowal, Anna Maria Kowol)
-- finds letter-a: its name differs by a letter from that of letter-b (Qampvasg, Qampvash)
-- finds more-a: its name differs by a letter from that of more-b (Rdlakughi, Rdlakugh)
-- finds one-code-a: its name differs by a letter from that of one-code-b (Esnetugh, Esnetugi)
-- finds one-report-a: its name differs by a letter from that of one-report-b (Sredzsgh, Sredzsgi)
-- finds second-letter-a: its name differs by a letter from that of second-letter-b (Zbxdefghi, Zbydefghi)
-- finds set-and-report-a: its name differs by a letter from that of set-and-report-b (Mwfuocgh, Mwfuocgi)
-- finds seven-a: its name differs by a letter from that of seven-b (Ispralg, Ispralh)
-- finds two-hundred-a: its name differs by a letter from that of two-hundred-b (XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX, YYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYY)
-- finds two-schemes-a: its name differs by a letter from that of two-schemes-b (Gfspeagh, Gfspeagi)
-- finds two-sets-a: its name differs by a letter from that of two-sets-b (Coumnlgh, Coumnlgi)
-- Pairs of names: those that are near, and those that are near but left out.
INSERT INTO record (id, key, kind, batch_id) VALUES (20001, 'letter-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20001, 'person', 'Qampvasg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20001, 'Qampvasg', 'preferred', 'qampvasg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20002, 'letter-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20002, 'person', 'Qampvash', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20002, 'Qampvash', 'preferred', 'qampvash', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20003, 'second-letter-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20003, 'person', 'Zbxdefghi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20003, 'Zbxdefghi', 'preferred', 'zbxdefghi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20004, 'second-letter-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20004, 'person', 'Zbydefghi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20004, 'Zbydefghi', 'preferred', 'zbydefghi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20005, 'fourth-letter-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20005, 'person', 'Wbcxefghi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20005, 'Wbcxefghi', 'preferred', 'wbcxefghi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20006, 'fourth-letter-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20006, 'person', 'Wbcyefghi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20006, 'Wbcyefghi', 'preferred', 'wbcyefghi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20007, 'more-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20007, 'person', 'Rdlakughi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20007, 'Rdlakughi', 'preferred', 'rdlakughi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20008, 'more-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20008, 'person', 'Rdlakugh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20008, 'Rdlakugh', 'preferred', 'rdlakugh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20009, 'double-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20009, 'person', 'Pbccdefg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20009, 'Pbccdefg', 'preferred', 'pbccdefg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20010, 'double-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20010, 'person', 'Pbcdefg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20010, 'Pbcdefg', 'preferred', 'pbcdefg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20011, 'double-first-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20011, 'person', 'Bcdefghoo', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20011, 'Bcdefghoo', 'preferred', 'bcdefghoo', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20012, 'double-first-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20012, 'person', 'Bbcdefghoo', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20012, 'Bbcdefghoo', 'preferred', 'bbcdefghoo', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20013, 'turned-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20013, 'person', 'Marvolin', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20013, 'Marvolin', 'preferred', 'marvolin', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20014, 'turned-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20014, 'person', 'Mavrolin', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20014, 'Mavrolin', 'preferred', 'mavrolin', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20015, 'two-letters-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20015, 'person', 'Ofnokmgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20015, 'Ofnokmgh', 'preferred', 'ofnokmgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20016, 'two-letters-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20016, 'person', 'Ofnokmxy', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20016, 'Ofnokmxy', 'preferred', 'ofnokmxy', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20017, 'of-country-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20017, 'country', 'Kkfzrecountryg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20017, 'Kkfzrecountryg', 'preferred', 'kkfzrecountryg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20018, 'of-country-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20018, 'country', 'Kkfzrecountryh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20018, 'Kkfzrecountryh', 'preferred', 'kkfzrecountryh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20019, 'of-region-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20019, 'region', 'Kapsftregiong', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20019, 'Kapsftregiong', 'preferred', 'kapsftregiong', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20020, 'of-region-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20020, 'region', 'Kapsftregionh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20020, 'Kapsftregionh', 'preferred', 'kapsftregionh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20021, 'of-group-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20021, 'group', 'Kemcozgroupg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20021, 'Kemcozgroupg', 'preferred', 'kemcozgroupg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20022, 'of-group-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20022, 'group', 'Kemcozgrouph', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20022, 'Kemcozgrouph', 'preferred', 'kemcozgrouph', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20023, 'of-asset-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20023, 'asset', 'Kzaoceassetg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20023, 'Kzaoceassetg', 'preferred', 'kzaoceassetg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20024, 'of-asset-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20024, 'asset', 'Kzaoceasseth', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20024, 'Kzaoceasseth', 'preferred', 'kzaoceasseth', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20025, 'two-kinds-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20025, 'person', 'Lpnuocgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20025, 'Lpnuocgh', 'preferred', 'lpnuocgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20026, 'two-kinds-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20026, 'company', 'Lpnuocgi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20026, 'Lpnuocgi', 'preferred', 'lpnuocgi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20027, 'same-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20027, 'person', 'Nuzfbegh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20027, 'Nuzfbegh', 'preferred', 'nuzfbegh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20028, 'same-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20028, 'person', 'Nuzfbegh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20028, 'Nuzfbegh', 'preferred', 'nuzfbegh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20029, 'six-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20029, 'person', 'Japrzm', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20029, 'Japrzm', 'preferred', 'japrzm', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20030, 'six-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20030, 'person', 'Jbcdeg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20030, 'Jbcdeg', 'preferred', 'jbcdeg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20031, 'seven-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20031, 'person', 'Ispralg', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20031, 'Ispralg', 'preferred', 'ispralg', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20032, 'seven-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20032, 'person', 'Ispralh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20032, 'Ispralh', 'preferred', 'ispralh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20033, 'two-hundred-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20033, 'person', 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20033, 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX', 'preferred', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20034, 'two-hundred-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20034, 'person', 'YYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYY', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20034, 'YYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYYY', 'preferred', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxz', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20035, 'too-long-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20035, 'person', 'Vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvy', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20035, 'Vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvy', 'preferred', 'vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvy', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20036, 'too-long-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20036, 'person', 'Vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvz', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20036, 'Vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvz', 'preferred', 'vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvz', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20037, 'digits-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20037, 'person', 'Agent 007A', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20037, 'Agent 007A', 'preferred', 'agent 007a', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20038, 'digits-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20038, 'person', 'Agent 007B', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20038, 'Agent 007B', 'preferred', 'agent 007b', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20039, 'alias-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20039, 'person', 'Hpnbsvgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20039, 'Hpnbsvgh', 'preferred', 'hpnbsvgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20040, 'alias-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20040, 'person', 'Unlikeany', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20040, 'Unlikeany', 'preferred', 'unlikeany', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20040, 'Hpnbsvgi', 'alias', 'hpnbsvgi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20041, 'two-names-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20041, 'person', 'Ukovptgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20041, 'Ukovptgh', 'preferred', 'ukovptgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20042, 'two-names-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20042, 'person', 'Otherwise', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20042, 'Otherwise', 'preferred', 'otherwise', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20041, 'Ukovptgi', 'preferred', 'ukovptgi', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20043, 'crowd-00', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20043, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20043, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20044, 'crowd-01', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20044, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20044, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20045, 'crowd-02', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20045, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20045, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20046, 'crowd-03', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20046, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20046, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20047, 'crowd-04', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20047, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20047, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20048, 'crowd-05', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20048, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20048, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20049, 'crowd-06', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20049, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20049, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20050, 'crowd-07', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20050, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20050, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20051, 'crowd-08', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20051, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20051, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20052, 'crowd-09', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20052, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20052, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20053, 'crowd-10', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20053, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20053, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20054, 'crowd-11', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20054, 'person', 'Samename', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20054, 'Samename', 'preferred', 'samename', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20055, 'near-crowd', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20055, 'person', 'Samenamf', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20055, 'Samenamf', 'preferred', 'samenamf', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20056, 'last-first-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20056, 'person', 'Anna Maria Kowal', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20056, 'Anna Maria Kowal', 'preferred', 'anna maria kowal', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20057, 'last-first-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20057, 'person', 'Kowal Anna Maria', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20057, 'Kowal Anna Maria', 'preferred', 'kowal anna maria', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20058, 'last-first-kinds-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20058, 'person', 'Anna Maria Kowol', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20058, 'Anna Maria Kowol', 'preferred', 'anna maria kowol', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20059, 'last-first-kinds-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20059, 'company', 'Kowol Anna Maria', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20059, 'Kowol Anna Maria', 'preferred', 'kowol anna maria', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20060, 'itself-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20060, 'person', 'Yanna Yanna', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20060, 'Yanna Yanna', 'preferred', 'yanna yanna', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20061, 'itself-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20061, 'person', 'Nobody Else', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20061, 'Nobody Else', 'preferred', 'nobody else', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20062, 'initial-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20062, 'person', 'Tanna Smithe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20062, 'Tanna Smithe', 'preferred', 'tanna smithe', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20063, 'initial-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20063, 'person', 'T Smithe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20063, 'T Smithe', 'preferred', 't smithe', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20064, 'initial-kinds-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20064, 'person', 'Vanna Smythe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20064, 'Vanna Smythe', 'preferred', 'vanna smythe', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20065, 'initial-kinds-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20065, 'company', 'V Smythe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20065, 'V Smythe', 'preferred', 'v smythe', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20066, 'initial-twice-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20066, 'person', 'Sanna Smolthe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20066, 'Sanna Smolthe', 'preferred', 'sanna smolthe', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20067, 'initial-twice-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20067, 'person', 'S Smolthe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20067, 'S Smolthe', 'preferred', 's smolthe', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20066, 'Salba Smolthe', 'preferred', 'salba smolthe', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20068, 'one-scheme-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20068, 'person', 'Fkewsbgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20068, 'Fkewsbgh', 'preferred', 'fkewsbgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20069, 'one-scheme-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20069, 'person', 'Fkewsbgi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20069, 'Fkewsbgi', 'preferred', 'fkewsbgi', 1);
INSERT INTO identifier (scheme, value, entity_id, batch_id) VALUES ('x', '1', 20068, 1);
INSERT INTO identifier (scheme, value, entity_id, batch_id) VALUES ('x', '2', 20069, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20070, 'two-schemes-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20070, 'person', 'Gfspeagh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20070, 'Gfspeagh', 'preferred', 'gfspeagh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20071, 'two-schemes-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20071, 'person', 'Gfspeagi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20071, 'Gfspeagi', 'preferred', 'gfspeagi', 1);
INSERT INTO identifier (scheme, value, entity_id, batch_id) VALUES ('x', '3', 20070, 1);
INSERT INTO identifier (scheme, value, entity_id, batch_id) VALUES ('y', '3', 20071, 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20072, 'one-code-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20072, 'person', 'Esnetugh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20072, 'Esnetugh', 'preferred', 'esnetugh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20073, 'one-code-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20073, 'person', 'Esnetugi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20073, 'Esnetugi', 'preferred', 'esnetugi', 1);
INSERT INTO identifier (scheme, value, entity_id, batch_id) VALUES ('x', '4', 20072, 1);
INSERT INTO source (key, kind, batch_id) VALUES ('set-one', 'data-set', 1);
INSERT INTO source (key, kind, batch_id) VALUES ('set-two', 'data-set', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20074, 'one-set-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20074, 'person', 'Dfvtupgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20074, 'Dfvtupgh', 'preferred', 'dfvtupgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20075, 'one-set-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20075, 'person', 'Dfvtupgi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20075, 'Dfvtupgi', 'preferred', 'dfvtupgi', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20074, (SELECT id FROM source WHERE key = 'set-one'), 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20075, (SELECT id FROM source WHERE key = 'set-one'), 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20076, 'two-sets-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20076, 'person', 'Coumnlgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20076, 'Coumnlgh', 'preferred', 'coumnlgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20077, 'two-sets-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20077, 'person', 'Coumnlgi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20077, 'Coumnlgi', 'preferred', 'coumnlgi', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20076, (SELECT id FROM source WHERE key = 'set-one'), 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20077, (SELECT id FROM source WHERE key = 'set-two'), 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20078, 'one-report-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20078, 'person', 'Sredzsgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20078, 'Sredzsgh', 'preferred', 'sredzsgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20079, 'one-report-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20079, 'person', 'Sredzsgi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20079, 'Sredzsgi', 'preferred', 'sredzsgi', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20078, (SELECT id FROM source WHERE key = 'dam-report'), 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20079, (SELECT id FROM source WHERE key = 'dam-report'), 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20080, 'set-and-report-a', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20080, 'person', 'Mwfuocgh', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20080, 'Mwfuocgh', 'preferred', 'mwfuocgh', 1);
INSERT INTO record (id, key, kind, batch_id) VALUES (20081, 'set-and-report-b', 'entity', 1);
INSERT INTO entity (id, kind, name, batch_id) VALUES (20081, 'person', 'Mwfuocgi', 1);
INSERT INTO name (entity_id, text, kind, normal, batch_id) VALUES (20081, 'Mwfuocgi', 'preferred', 'mwfuocgi', 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20080, (SELECT id FROM source WHERE key = 'set-one'), 1);
INSERT INTO citation (record_id, source_id, batch_id) VALUES (20081, (SELECT id FROM source WHERE key = 'dam-report'), 1);
