-- What a store of version 1 may hold: a decided line and what it cost.
INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1);
INSERT INTO line (episode, line_key, number, start_ns, end_ns, speaker, text, before_text, after_text, tags, cue_id, settings, gone)
VALUES ('e001', 'k1', 1, 1000000000, 2000000000, '林婉', '你敢', '', '', '["<i>","</i>"]', '', '', FALSE);
INSERT INTO translation (market, episode, line_key, text, state, origin, engine, basis, author, at_us, note, doubts, version)
VALUES ('us', 'e001', 'k1', 'How dare you', 'approved', 'human', '', '0123456789abcdef', 'ana', 1763805600000001, '', '', 2);
INSERT INTO change (market, episode, line_key, text, state, origin, engine, basis, author, at_us, note, doubts, version)
VALUES ('us', 'e001', 'k1', 'You dare', 'machine', 'machine', 'gpt', '0123456789abcdef', 'gpt', 1763805600000000, '', '', 1),
       ('us', 'e001', 'k1', 'How dare you', 'approved', 'human', '', '0123456789abcdef', 'ana', 1763805600000001, '', '', 2);
INSERT INTO usage (provider, market, episode, requests, input_tokens, cached_tokens, output_tokens, characters, cost, at_us)
VALUES ('gpt', 'us', 'e001', 1, 1000, 800, 90, 0, 0.25, 1763805600000000);
