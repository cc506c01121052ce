-- Records that are no events (commerce.events.rejected.v1), and what people decided about them. See docs/features/quarantine.md.

CREATE TABLE quarantine (
    -- a digest of where it stood and of its bytes: the same record has the same id however often the table is made anew
    id           text PRIMARY KEY,
    rejected_at  timestamptz NOT NULL,
    -- refused on the event topic, as opposed to at a way in
    from_log     boolean     NOT NULL,
    origin       text        NOT NULL,
    -- log, or the format that a way in takes
    source       text        NOT NULL,
    write_key    text,
    field        text        NOT NULL,
    reason       text        NOT NULL,
    -- of the source, the write key, and the field and reason with their numbers left out
    group_id     text        NOT NULL,
    group_field  text        NOT NULL,
    group_reason text        NOT NULL,
    event_id     text,
    action       text,
    record_key   bytea,
    -- as it came; null when the record had no value
    body         bytea,
    size         integer     NOT NULL,
    state        text        NOT NULL
);
CREATE INDEX quarantine_newest ON quarantine (rejected_at, id) INCLUDE (size, state);
CREATE INDEX quarantine_by_state ON quarantine (state, rejected_at, id);
CREATE INDEX quarantine_of_group ON quarantine (group_id, state, rejected_at, id);

-- Kept when the table above is made anew, and its own outbox: what is replaying is still to be told to the log.
CREATE TABLE quarantine_decisions (
    id          text PRIMARY KEY,
    state       text        NOT NULL CHECK (state IN ('repaired', 'replaying', 'replayed', 'discarded')),
    changes     jsonb,
    -- the event after the changes
    repaired    bytea,
    why         text,
    decided_by  text        NOT NULL,
    decided_at  timestamptz NOT NULL,
    replayed_at timestamptz
);
CREATE INDEX quarantine_outbox ON quarantine_decisions (decided_at, id) WHERE state = 'replaying';

-- Records that the bounds of the table have pushed out; the topic still has them.
CREATE TABLE quarantine_let_go (
    from_log boolean PRIMARY KEY,
    records  bigint NOT NULL,
    open     bigint NOT NULL
);
