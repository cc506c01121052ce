-- Where the shop stands with what customers answered and wrote. It is said by people, not by events: no row is new.

CREATE TABLE feedback_statuses (
    event_id   text PRIMARY KEY,
    status     text        NOT NULL CHECK (status IN ('new', 'in_progress', 'resolved', 'closed')),
    version    bigint      NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE INDEX feedback_entries_by_event ON feedback_entries (event_id);

CREATE OR REPLACE VIEW analytics.customer_feedback AS
SELECT customer_id, type AS feedback_type, rating, text AS content, mood AS sentiment_analysis, sentiment AS sentiment_score,
       product_id, order_id, channel AS feedback_source, at AS created_at, coalesce(s.status, 'new') AS status
FROM tillstream.feedback_entries
LEFT JOIN tillstream.feedback_statuses s USING (event_id)
WHERE type NOT IN ('nps', 'csat', 'satisfaction');
