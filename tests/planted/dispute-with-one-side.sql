DELETE FROM dispute_side WHERE n = 2;
