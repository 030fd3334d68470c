package store

// All SQL of the package. SQLite and PostgreSQL both take it as it stands:
// placeholders are $1…$N and bind by number, times are BIGINT, upserts are
// ON CONFLICT … DO UPDATE … WHERE with RETURNING. Not used, because the two
// differ: AUTOINCREMENT and IDENTITY, now() and time types, arrays, scalar
// max() and greatest(), JSON operators, LIKE, FOR UPDATE.
const (
	// schemaVersionSQL is the newest migration applied; the table is goose's.
	schemaVersionSQL = `SELECT max(version_id) FROM goose_db_version`

	lineColumns = `episode, line_key, number, start_ns, end_ns, speaker, text,
		before_text, after_text, tags, cue_id, settings, gone`

	currentLinesSQL = `SELECT ` + lineColumns + ` FROM line
		WHERE NOT gone ORDER BY episode, number, line_key`

	episodeLinesSQL = `SELECT ` + lineColumns + ` FROM line
		WHERE episode = $1 ORDER BY number, line_key`

	putLineSQL = `INSERT INTO line (` + lineColumns + `)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		ON CONFLICT (episode, line_key) DO UPDATE SET
			number = excluded.number, start_ns = excluded.start_ns, end_ns = excluded.end_ns,
			speaker = excluded.speaker, text = excluded.text,
			before_text = excluded.before_text, after_text = excluded.after_text,
			tags = excluded.tags, cue_id = excluded.cue_id, settings = excluded.settings,
			gone = excluded.gone`

	translationColumns = `market, episode, line_key, text, state, origin, engine,
		basis, author, at_us, note, doubts, version`

	// translationsSQL is followed by a condition and translationsOrder.
	translationsSQL   = `SELECT ` + translationColumns + ` FROM translation`
	translationsOrder = ` ORDER BY market, episode, line_key`

	// putTranslationSQL returns no row if the stored version is not the one
	// before $13: somebody else was faster.
	putTranslationSQL = `INSERT INTO translation (` + translationColumns + `)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		ON CONFLICT (market, episode, line_key) DO UPDATE SET
			text = excluded.text, state = excluded.state, origin = excluded.origin,
			engine = excluded.engine, basis = excluded.basis, author = excluded.author,
			at_us = excluded.at_us, note = excluded.note, doubts = excluded.doubts,
			version = excluded.version
		WHERE translation.version = excluded.version - 1
		RETURNING version`

	// addChangeSQL takes the arguments of putTranslationSQL.
	addChangeSQL = `INSERT INTO change (` + translationColumns + `)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

	// changesSQL is followed by a condition on c and an order. What a change
	// started from is what the version before it left.
	changesSQL = `SELECT c.market, c.episode, c.line_key, c.author, c.note, c.at_us,
			COALESCE(p.state, 'untranslated'), c.state, COALESCE(p.text, ''), c.text,
			c.origin, c.engine, c.version
		FROM change c LEFT JOIN change p ON p.market = c.market
			AND p.episode = c.episode AND p.line_key = c.line_key
			AND p.version = c.version - 1`

	historySQL = changesSQL + `
		WHERE c.market = $1 AND c.episode = $2 AND c.line_key = $3
		ORDER BY c.version`

	// recentOrder stands after a condition that binds $1 and $2.
	recentOrder = ` ORDER BY c.at_us DESC, c.market, c.episode, c.line_key, c.version DESC LIMIT $2`

	addUsageSQL = `INSERT INTO usage (provider, market, episode, requests, input_tokens,
			cached_tokens, output_tokens, characters, estimated, cost, at_us, ref)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT DO NOTHING`

	// usageSums casts, because sum(BIGINT) is NUMERIC in PostgreSQL.
	usageSums = `CAST(sum(requests) AS BIGINT),
			CAST(sum(input_tokens) AS BIGINT), CAST(sum(cached_tokens) AS BIGINT),
			CAST(sum(output_tokens) AS BIGINT), CAST(sum(characters) AS BIGINT),
			CAST(sum(estimated) AS BIGINT), sum(cost), max(at_us)
		FROM usage`

	sumUsageSQL = `SELECT provider, '', ` + usageSums + ` GROUP BY provider ORDER BY provider`

	marketUsageSQL = `SELECT provider, market, ` + usageSums + ` GROUP BY provider, market ORDER BY market, provider`
)
