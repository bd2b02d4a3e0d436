-- finds arc-on-dam: it quotes somebody and names no speaker
-- finds officials-on-missing: it quotes somebody and names no speaker
-- Without a speaker; without one though somebody is spoken to; the speaker of a narration is unknown.
DELETE FROM party WHERE record_id IN ((SELECT id FROM record WHERE key = 'arc-on-dam'), (SELECT id FROM record WHERE key = 'officials-on-missing')) AND role = 'speaker';
