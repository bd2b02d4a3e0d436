-- Quotations whose statement names no speaker, and does not say that the speaker is unknown.
SELECT
  record.key,
  'it quotes somebody and names no speaker' AS reason
FROM record
JOIN statement ON statement.id = record.id
WHERE statement.speaker_basis <> 'unknown'
  AND NOT EXISTS (SELECT 1 FROM party WHERE party.record_id = statement.id AND party.role = 'speaker')
ORDER BY record.id;
