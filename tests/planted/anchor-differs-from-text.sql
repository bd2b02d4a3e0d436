-- finds arc-on-dam: at bytes 96 to 122 the text has other words than `We will build it together,`
-- finds arc-on-dam: at bytes 153 to 177 the text has other words than `Nobody will be left dry.`
-- finds flood: at bytes 236 to 253 the text has other words than `last week's flood`
UPDATE anchor SET start_byte = start_byte + 1, end_byte = end_byte + 1
WHERE record_id IN (SELECT id FROM record WHERE key IN ('flood', 'arc-on-dam')) AND part < 3 AND source_id = (SELECT id FROM source WHERE key = 'dam-report');
