UPDATE name SET normal = 'ada arc' WHERE text = 'Rita of Ruritania';
