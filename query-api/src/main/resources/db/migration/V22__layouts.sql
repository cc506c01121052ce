-- Administrative: how each user arranged the dashboard, and arrangements that somebody passed on by a link.
CREATE TABLE layouts (
    owner      text        PRIMARY KEY,
    document   text        NOT NULL,
    version    bigint      NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE TABLE shared_layouts (
    id         text        PRIMARY KEY,
    owner      text        NOT NULL,
    document   text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX shared_layouts_by_owner ON shared_layouts (owner);
