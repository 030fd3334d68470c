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

	// addChangeSQL takes the arguments of putTranslationSQL and two more.
	addChangeSQL = `INSERT INTO change (` + translationColumns + `, label, restores)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`

	// changesSQL is followed by a condition on c and an order. What a change
	// started from is what the version before it left.
	changesSQL = `SELECT c.market, c.episode, c.line_key, c.author, c.note, c.at_us,
			COALESCE(p.state, 'untranslated'), c.state, COALESCE(p.text, ''), c.text,
			c.origin, c.engine, c.version, c.label
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

	actionColumns = `id, author, label, at_us, state`

	addActionSQL = `INSERT INTO action (` + actionColumns + `)
		VALUES ((SELECT COALESCE(max(id), 0) + 1 FROM action), $1, $2, $3, 'done') RETURNING id`

	setActionSQL = `UPDATE action SET state = $2 WHERE id = $1`

	forgetUndoneSQL = `UPDATE action SET state = 'forgotten' WHERE author = $1 AND state = 'undone'`

	lastDoneSQL = `SELECT ` + actionColumns + ` FROM action
		WHERE author = $1 AND state = 'done' ORDER BY id DESC LIMIT 1`

	firstUndoneSQL = `SELECT ` + actionColumns + ` FROM action
		WHERE author = $1 AND state = 'undone' ORDER BY id LIMIT 1`

	// actionsSQL takes '' for the actions of everybody.
	actionsSQL = `SELECT ` + actionColumns + ` FROM action
		WHERE (author = $1 OR $1 = '') AND state IN ('done', 'undone') ORDER BY id DESC LIMIT $2`

	itemColumns = `action, market, episode, line_key, remark, was, became`

	// addItemSQL and addAnnotationItemSQL take the version seen as $6: where that
	// version restored another, the item names the other.
	addItemSQL = `INSERT INTO action_item (` + itemColumns + `)
		VALUES ($1, $2, $3, $4, $5, COALESCE((SELECT restores FROM change
			WHERE market = $2 AND episode = $3 AND line_key = $4 AND version = $6), $6), $7)`

	addAnnotationItemSQL = `INSERT INTO action_item (` + itemColumns + `)
		VALUES ($1, $2, $3, $4, $5, COALESCE((SELECT restores FROM remark_change
			WHERE remark = $5 AND version = $6), $6), $7)`

	itemsSQL = `SELECT market, episode, line_key, remark, was, became FROM action_item
		WHERE action = $1 ORDER BY market, episode, line_key, remark`

	itemTranslation = ` FROM action_item i JOIN translation t
		ON t.market = i.market AND t.episode = i.episode AND t.line_key = i.line_key `

	// itemTranslationsSQL are the translations of an action's items, with the
	// version whose content they hold.
	itemTranslationsSQL = `SELECT t.market, t.episode, t.line_key, t.text, t.state, t.origin, t.engine,
			t.basis, t.author, t.at_us, t.note, t.doubts, t.version, COALESCE(c.restores, c.version)` +
		itemTranslation + `JOIN change c ON c.market = t.market AND c.episode = t.episode
			AND c.line_key = t.line_key AND c.version = t.version
		WHERE i.action = $1 AND i.remark = 0`

	// versionSQL is a translation as a version left it.
	versionSQL = `SELECT ` + translationColumns + ` FROM change
		WHERE market = $1 AND episode = $2 AND line_key = $3 AND version = $4`

	// Annotations are kept in the tables remark and remark_change.
	annotationColumns = `id, kind, market, episode, line_key, text, author, at_us, resolved_by, resolved_us, version`

	// annotationsSQL is followed by further conditions and annotationsOrder.
	annotationsSQL   = `SELECT ` + annotationColumns + ` FROM remark WHERE kind = $1 AND text <> ''`
	annotationsOrder = ` ORDER BY market, episode, line_key, id`

	annotationSQL = `SELECT ` + annotationColumns + ` FROM remark WHERE id = $1`

	// singleAnnotationSQL finds a speaker or an assignment, also a withdrawn one.
	singleAnnotationSQL = `SELECT ` + annotationColumns + ` FROM remark
		WHERE kind = $1 AND market = $2 AND episode = $3 AND line_key = $4`

	addAnnotationSQL = `INSERT INTO remark (` + annotationColumns + `)
		VALUES ((SELECT COALESCE(max(id), 0) + 1 FROM remark), $1, $2, $3, $4, $5, $6, $7, $8, $9, 1) RETURNING id`

	setAnnotationSQL = `UPDATE remark SET text = $2, author = $3, at_us = $4, resolved_by = $5, resolved_us = $6, version = $7
		WHERE id = $1 AND version = $7 - 1 RETURNING version`

	addAnnotationChangeSQL = `INSERT INTO remark_change
			(remark, text, author, at_us, resolved_by, resolved_us, version, label, restores)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

	// annotationVersionSQL is a annotation as a version left it, and who left it so.
	annotationVersionSQL = `SELECT r.id, r.kind, r.market, r.episode, r.line_key, c.text, c.author, c.at_us,
			c.resolved_by, c.resolved_us, c.version
		FROM remark_change c JOIN remark r ON r.id = c.remark WHERE c.remark = $1 AND c.version = $2`

	// annotationContentSQL is the version whose content a annotation's version has.
	annotationContentSQL = `SELECT COALESCE(restores, version) FROM remark_change WHERE remark = $1 AND version = $2`

	// changedSinceSQL is not ordered: SQLite would read the whole history in that
	// order instead of its end.
	changedSinceSQL = `SELECT market, episode, line_key FROM change WHERE at_us >= $1
		UNION ALL SELECT r.market, r.episode, r.line_key FROM remark_change c JOIN remark r ON r.id = c.remark
			WHERE c.at_us >= $1
		UNION ALL SELECT market, episode, line_key FROM pick WHERE at_us >= $1`
)
