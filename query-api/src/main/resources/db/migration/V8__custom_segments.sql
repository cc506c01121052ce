-- Administrative: custom segments as users define them. A row is its own outbox: what published_version does not equal version is still to be told to the log,
-- and a deleted row stays until the log knows.
CREATE TABLE custom_segments (
    id                text PRIMARY KEY,
    name              text        NOT NULL,
    description       text        NOT NULL,
    rule              text        NOT NULL,
    version           bigint      NOT NULL,
    published_version bigint,
    deleted           boolean     NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX custom_segments_by_name ON custom_segments (name) WHERE NOT deleted;
