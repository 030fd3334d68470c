-- Work under way that every worker must see: batches at a provider, the plan
-- of each episode's dub, and leases, which say who works on what.

-- +goose Up

-- provider_id is '' until the provider has answered. ended is how the batch
-- ended, '' while it is under way; an ended batch has no requests any more.
CREATE TABLE batch (
    token        TEXT   NOT NULL PRIMARY KEY,
    translator   TEXT   NOT NULL,
    submitted_us BIGINT NOT NULL,
    provider_id  TEXT   NOT NULL,
    ended        TEXT   NOT NULL
);
CREATE INDEX batch_pending ON batch (submitted_us) WHERE ended = '';

-- lines is a list of {"key", "basis"}. done says that the reply is kept.
CREATE TABLE batch_request (
    token   TEXT    NOT NULL REFERENCES batch (token),
    request TEXT    NOT NULL,
    number  BIGINT  NOT NULL,
    market  TEXT    NOT NULL,
    episode TEXT    NOT NULL,
    lines   TEXT    NOT NULL,
    done    BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (token, request)
);

-- An episode's dub as it was last made: the plan, and the file that was mixed
-- by it. stem_sha256 is '' where the hash is not known.
CREATE TABLE dub_plan (
    market           TEXT   NOT NULL,
    episode          TEXT   NOT NULL,
    content          TEXT   NOT NULL,
    stem_sha256      TEXT   NOT NULL,
    stem_bytes       BIGINT NOT NULL,
    stem_modified_us BIGINT NOT NULL,
    at_us            BIGINT NOT NULL,
    PRIMARY KEY (market, episode)
);

-- Who works on what, until when unless it is renewed.
CREATE TABLE lease (
    name     TEXT   NOT NULL PRIMARY KEY,
    owner    TEXT   NOT NULL,
    until_us BIGINT NOT NULL
);
CREATE INDEX lease_of ON lease (owner);
