DELETE FROM dispute_side; DELETE FROM dispute;
