UPDATE name SET normal = 'ada arcc' WHERE text = 'Rita of Ruritania';
