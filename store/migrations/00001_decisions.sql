-- Lines, translations, their history, and usage.
-- Times of day are microseconds since 1970 (UTC), positions on the clock of a
-- video are nanoseconds, lists are JSON arrays in text ('' when empty).

-- +goose Up
CREATE TABLE line (
    episode     TEXT    NOT NULL,
    line_key    TEXT    NOT NULL,
    number      BIGINT  NOT NULL,
    start_ns    BIGINT  NOT NULL,
    end_ns      BIGINT  NOT NULL,
    speaker     TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    before_text TEXT    NOT NULL,
    after_text  TEXT    NOT NULL,
    tags        TEXT    NOT NULL,
    cue_id      TEXT    NOT NULL,
    settings    TEXT    NOT NULL,
    gone        BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (episode, line_key)
);

CREATE TABLE translation (
    market   TEXT   NOT NULL,
    episode  TEXT   NOT NULL,
    line_key TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    state    TEXT   NOT NULL CHECK (state IN ('untranslated', 'machine', 'edited', 'needs_work', 'approved')),
    origin   TEXT   NOT NULL,
    engine   TEXT   NOT NULL,
    basis    TEXT   NOT NULL,
    author   TEXT   NOT NULL,
    at_us    BIGINT NOT NULL,
    note     TEXT   NOT NULL,
    doubts   TEXT   NOT NULL,
    version  BIGINT NOT NULL CHECK (version > 0),
    PRIMARY KEY (market, episode, line_key),
    FOREIGN KEY (episode, line_key) REFERENCES line (episode, line_key)
);

-- A row of change is the row of translation as that version left it.
CREATE TABLE change (
    market   TEXT   NOT NULL,
    episode  TEXT   NOT NULL,
    line_key TEXT   NOT NULL,
    text     TEXT   NOT NULL,
    state    TEXT   NOT NULL,
    origin   TEXT   NOT NULL,
    engine   TEXT   NOT NULL,
    basis    TEXT   NOT NULL,
    author   TEXT   NOT NULL,
    at_us    BIGINT NOT NULL,
    note     TEXT   NOT NULL,
    doubts   TEXT   NOT NULL,
    version  BIGINT NOT NULL,
    PRIMARY KEY (market, episode, line_key, version),
    FOREIGN KEY (market, episode, line_key) REFERENCES translation (market, episode, line_key)
);

CREATE TABLE usage (
    provider      TEXT             NOT NULL,
    market        TEXT             NOT NULL,
    episode       TEXT             NOT NULL,
    requests      BIGINT           NOT NULL,
    input_tokens  BIGINT           NOT NULL,
    cached_tokens BIGINT           NOT NULL,
    output_tokens BIGINT           NOT NULL,
    characters    BIGINT           NOT NULL,
    cost          DOUBLE PRECISION NOT NULL,
    at_us         BIGINT           NOT NULL
);
