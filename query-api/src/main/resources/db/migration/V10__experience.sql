-- Surveys, feedback and support by day (analytics.experience.v1), and what customers answered and wrote (analytics.feedback.v1).

CREATE TABLE experience_cells (
    dimension               text        NOT NULL,
    day                     date        NOT NULL,
    value                   text        NOT NULL,
    nps_answers             bigint      NOT NULL,
    promoters               bigint      NOT NULL,
    detractors              bigint      NOT NULL,
    csat_answers            bigint      NOT NULL,
    csat_satisfied          bigint      NOT NULL,
    csat_sum                bigint      NOT NULL,
    satisfaction_answers    bigint      NOT NULL,
    satisfaction_sum        bigint      NOT NULL,
    feedback                bigint      NOT NULL,
    rated                   bigint      NOT NULL,
    rating_sum              bigint      NOT NULL,
    positive                bigint      NOT NULL,
    neutral                 bigint      NOT NULL,
    negative                bigint      NOT NULL,
    -- of the compound scores, in 1/10,000
    sentiment_sum           bigint      NOT NULL,
    -- tickets as they stand now, on the day they were opened
    tickets_opened          bigint      NOT NULL,
    tickets_resolved        bigint      NOT NULL,
    tickets_reopened        bigint      NOT NULL,
    tickets_responded       bigint      NOT NULL,
    ticket_answers          bigint      NOT NULL,
    tickets_satisfied       bigint      NOT NULL,
    ticket_satisfaction_sum bigint      NOT NULL,
    -- lists of {seconds, count}
    first_response          jsonb       NOT NULL,
    resolution              jsonb       NOT NULL,
    fresh_through           timestamptz NOT NULL,
    PRIMARY KEY (dimension, day, value)
) WITH (fillfactor = 70);

CREATE TABLE feedback_entries (
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    event_id         text        NOT NULL,
    customer_id      text        NOT NULL,
    at               timestamptz NOT NULL,
    day              date        NOT NULL,
    type             text        NOT NULL,
    score            integer,
    rating           integer,
    -- the customer's own words
    text             text,
    sentiment        double precision,
    mood             text,
    product_id       text,
    order_id         text,
    channel          text        NOT NULL,
    PRIMARY KEY (source_partition, source_offset)
);
CREATE INDEX feedback_entries_by_time ON feedback_entries (at, event_id);
CREATE INDEX feedback_entries_of_customer ON feedback_entries (customer_id, at);
