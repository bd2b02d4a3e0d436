-- What a record that comes in has become: what it is called, who has a part in it, which words carry it.
--
-- @param key  text required  the record
SELECT
  titles.title,
  (
    SELECT group_concat(listed.who, '; ') FROM (
      SELECT party.role || ' ' || coalesce(part.key, '“' || party.printed || '”')
        || coalesce(' for ' || behalf.key, '') AS who
      FROM party
      LEFT JOIN record AS part ON part.id = party.entity_id
      LEFT JOIN record AS behalf ON behalf.id = party.behalf_id
      WHERE party.record_id = record.id
      ORDER BY party.role, party.n
    ) AS listed
  ) AS parties,
  (
    SELECT group_concat(listed.said, '; ') FROM (
      SELECT coalesce('“' || anchor.exact || '”', 'no words') || ' (' || source.key
        || coalesce(', sentence ' || anchor.sentence, '')
        || CASE WHEN anchor.start_byte IS NULL THEN ', not placed' ELSE '' END
        || ')' AS said
      FROM anchor JOIN source ON source.id = anchor.source_id
      WHERE anchor.record_id = record.id
      ORDER BY anchor.source_id, anchor.part
    ) AS listed
  ) AS words
FROM record
LEFT JOIN titles ON titles.record_id = record.id
WHERE record.key = :key;
