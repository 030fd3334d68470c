-- What names a usage row where the same consumption may be told twice: a
-- request of a batch, which is collected again after a kill. '' where it cannot.

-- +goose Up
ALTER TABLE usage ADD COLUMN ref TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX usage_ref ON usage (ref) WHERE ref <> '';
