UPDATE source SET is_complete = 1 WHERE key = 'dam-report';
