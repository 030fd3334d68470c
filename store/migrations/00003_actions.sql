-- What a person did at once, and can undo at once; and what people put beside
-- a line: comments, who speaks it, who is to look at it.

-- +goose Up

-- label is that of the action a change was part of. restores is the version
-- whose content an undo or redo brought back (0: nothing was stored then); it
-- is never a version that restores another. The row of translation then has
-- that version's author and time, while this row says who restored it, when.
ALTER TABLE change ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN restores BIGINT;
CREATE INDEX change_at ON change (at_us);

-- An empty text means that there is none: no comment (its writing was undone),
-- the track's speaker, nobody. A speaker stands in every market: market is ''.
CREATE TABLE remark (
    id          BIGINT NOT NULL PRIMARY KEY,
    kind        TEXT   NOT NULL CHECK (kind IN ('comment', 'speaker', 'assignment')),
    market      TEXT   NOT NULL,
    episode     TEXT   NOT NULL,
    line_key    TEXT   NOT NULL,
    text        TEXT   NOT NULL,
    author      TEXT   NOT NULL,
    at_us       BIGINT NOT NULL,
    resolved_by TEXT   NOT NULL,
    resolved_us BIGINT NOT NULL,
    version     BIGINT NOT NULL CHECK (version > 0),
    FOREIGN KEY (episode, line_key) REFERENCES line (episode, line_key)
);
CREATE INDEX remark_place ON remark (kind, market, episode, line_key);
CREATE UNIQUE INDEX remark_single ON remark (kind, market, episode, line_key) WHERE kind <> 'comment';

-- The remark as a version left it, but author and at_us say who left it so.
CREATE TABLE remark_change (
    remark      BIGINT NOT NULL REFERENCES remark (id),
    text        TEXT   NOT NULL,
    author      TEXT   NOT NULL,
    at_us       BIGINT NOT NULL,
    resolved_by TEXT   NOT NULL,
    resolved_us BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    label       TEXT   NOT NULL,
    restores    BIGINT,
    PRIMARY KEY (remark, version)
);
CREATE INDEX remark_change_at ON remark_change (at_us);

-- A forgotten action was undone, and a later one made it impossible to redo;
-- a kept one can no longer be undone.
CREATE TABLE action (
    id     BIGINT NOT NULL PRIMARY KEY,
    author TEXT   NOT NULL,
    label  TEXT   NOT NULL,
    at_us  BIGINT NOT NULL,
    state  TEXT   NOT NULL CHECK (state IN ('done', 'undone', 'forgotten', 'kept'))
);
CREATE INDEX action_of ON action (author, state, id);

-- What an action changed: from the content of version was (0: nothing) to that
-- of version became, of a translation or, where remark is not 0, of a remark.
CREATE TABLE action_item (
    action   BIGINT NOT NULL REFERENCES action (id),
    market   TEXT   NOT NULL,
    episode  TEXT   NOT NULL,
    line_key TEXT   NOT NULL,
    remark   BIGINT NOT NULL,
    was      BIGINT NOT NULL,
    became   BIGINT NOT NULL,
    PRIMARY KEY (action, market, episode, line_key, remark)
);
