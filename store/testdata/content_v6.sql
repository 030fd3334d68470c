-- What a store of version 6 holds after a season was drafted, decided and
-- dubbed, as dramaport 0.1 left it; content_v1.sql stands before it.
INSERT INTO usage (provider, market, episode, requests, input_tokens, cached_tokens, output_tokens, characters, estimated, cost, at_us, ref)
VALUES ('gpt', 'us', 'e001', 1, 300, 0, 60, 0, 1, 0.125, 1763805600000002, 'batch 00aa us/e001/1');
INSERT INTO action (id, author, label, at_us, state) VALUES (1, 'ana', 'pick take 2 of e001:1 [us]', 1763805600000003, 'done');
INSERT INTO remark (id, kind, market, episode, line_key, text, author, at_us, resolved_by, resolved_us, version)
VALUES (1, 'comment', 'us', 'e001', 'k1', 'warmer?', 'ben', 1763805600000004, '', 0, 1);
INSERT INTO remark_change (remark, text, author, at_us, resolved_by, resolved_us, version, label)
VALUES (1, 'warmer?', 'ben', 1763805600000004, '', 0, 1, 'comment on e001:1 [us]');
INSERT INTO pick (market, episode, line_key, spoken, take, author, at_us, version, restores)
VALUES ('us', 'e001', 'k1', 'feedbeef', 2, 'ana', 1763805600000003, 1, NULL);
INSERT INTO action_pick (action, market, episode, line_key, spoken, was, became) VALUES (1, 'us', 'e001', 'k1', 'feedbeef', 0, 1);
