-- What somebody judged: of which record, which advisory, which words.
SELECT record_id, advisory, words FROM judgement
