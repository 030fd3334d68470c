-- Which take of what a voice says in a line was chosen. A row is a choice as
-- its version left it; the highest version holds.

-- +goose Up
CREATE TABLE pick (
    market   TEXT   NOT NULL,
    episode  TEXT   NOT NULL,
    line_key TEXT   NOT NULL,
    spoken   TEXT   NOT NULL,
    take     BIGINT NOT NULL CHECK (take > 0),
    author   TEXT   NOT NULL,
    at_us    BIGINT NOT NULL,
    version  BIGINT NOT NULL CHECK (version > 0),
    PRIMARY KEY (market, episode, line_key, spoken, version),
    FOREIGN KEY (episode, line_key) REFERENCES line (episode, line_key)
);
