UPDATE anchor SET start_byte = start_byte + 1, end_byte = end_byte + 1 WHERE start_byte IS NOT NULL;
