-- The choice of a take is part of an action and undone with it.

-- +goose Up

-- restores is the version whose choice an undo or redo brought back (0: none
-- was made then, which is the first take); it is never a version that restores
-- another.
ALTER TABLE pick ADD COLUMN restores BIGINT;
CREATE INDEX pick_at ON pick (at_us);

-- What an action chose: from the choice of version was (0: none) to that of
-- version became.
CREATE TABLE action_pick (
    action   BIGINT NOT NULL REFERENCES action (id),
    market   TEXT   NOT NULL,
    episode  TEXT   NOT NULL,
    line_key TEXT   NOT NULL,
    spoken   TEXT   NOT NULL,
    was      BIGINT NOT NULL,
    became   BIGINT NOT NULL,
    PRIMARY KEY (action, market, episode, line_key, spoken)
);
