-- How many of the requests of a usage row did not say what they consumed, so
-- that the row holds our estimate.

-- +goose Up
ALTER TABLE usage ADD COLUMN estimated BIGINT NOT NULL DEFAULT 0;
