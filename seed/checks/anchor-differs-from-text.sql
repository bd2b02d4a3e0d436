-- Passages whose words are not what the kept text holds at their place.
SELECT
  record.key,
  'at bytes ' || anchor.start_byte || ' to ' || anchor.end_byte || ' the text has other words than `'
    || anchor.exact || '`' AS reason
FROM anchor
JOIN source_text ON source_text.source_id = anchor.source_id
JOIN record ON record.id = anchor.record_id
-- Where neither is known, nothing differs.
WHERE CAST(substr(CAST(source_text.content AS BLOB), anchor.start_byte + 1,
  anchor.end_byte - anchor.start_byte) AS TEXT) <> anchor.exact
ORDER BY record.key, anchor.part;
