-- What models say of customers, the models themselves, how training goes, what drifted, alerts, and who entered or left custom segments.

ALTER TABLE customers
    ADD COLUMN behaviours              text[],
    ADD COLUMN custom_segments         text[],
    -- calibrated probability of no purchase within the model's horizon; null while there is no model
    ADD COLUMN churn_probability       double precision,
    ADD COLUMN churn_base_rate         double precision,
    -- [{"feature", "value", "contribution"}], greatest first
    ADD COLUMN churn_reasons           jsonb,
    ADD COLUMN churn_other             double precision,
    ADD COLUMN churn_model             text,
    -- of a purchase within 7 days
    ADD COLUMN purchase_probability    double precision,
    ADD COLUMN purchase_model          text,
    -- of the next 12 months
    ADD COLUMN value_expected_micros   bigint,
    ADD COLUMN value_low_micros        bigint,
    ADD COLUMN value_high_micros       bigint,
    ADD COLUMN value_alive_probability double precision,
    ADD COLUMN value_expected_orders   double precision,
    ADD COLUMN value_next_purchase_at  timestamptz,
    ADD COLUMN value_model             text,
    ADD COLUMN cluster_rank            integer,
    ADD COLUMN cluster_tier            text,
    ADD COLUMN cluster_model           text;
-- Only members are in it, so that it costs nothing where there are no custom segments.
CREATE INDEX customers_by_custom_segment ON customers USING gin (custom_segments) WHERE custom_segments <> '{}';

-- Under the model's name the champion, under name@version each kept version; without the models' bytes.
CREATE TABLE models (
    record_key  text PRIMARY KEY,
    name        text        NOT NULL,
    version     text        NOT NULL,
    kind        text        NOT NULL,
    champion    boolean     NOT NULL,
    trained_at  timestamptz NOT NULL,
    promoted_at timestamptz,
    promoted_by text,
    pinned      boolean     NOT NULL,
    card        jsonb       NOT NULL,
    body_bytes  integer     NOT NULL
);
CREATE INDEX models_by_name ON models (name, version);

-- One row: the newest run.
CREATE TABLE training_status (
    name         text PRIMARY KEY,
    run_id       text             NOT NULL,
    state        text             NOT NULL,
    trigger      text             NOT NULL,
    requested_by text,
    started_at   timestamptz      NOT NULL,
    finished_at  timestamptz,
    step         text             NOT NULL,
    progress     double precision NOT NULL,
    -- [{"name", "outcome", "version", "sentence"}]
    outcomes     jsonb            NOT NULL
);

CREATE TABLE model_drift (
    name          text PRIMARY KEY,
    version       text             NOT NULL,
    at            timestamptz      NOT NULL,
    customers     bigint           NOT NULL,
    -- {"feature": population stability index}
    feature_shift jsonb            NOT NULL,
    score_shift   double precision NOT NULL,
    drifted       boolean          NOT NULL,
    sentence      text             NOT NULL
);

-- The newest state of each alert.
CREATE TABLE alerts (
    id          text PRIMARY KEY,
    rule        text        NOT NULL,
    subject     text        NOT NULL,
    state       text        NOT NULL,
    figure      double precision,
    bound       double precision,
    sentence    text        NOT NULL,
    at          timestamptz NOT NULL,
    raised_at   timestamptz
);
CREATE INDEX alerts_by_time ON alerts (at, id);

CREATE TABLE segment_memberships (
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    segment_id       text        NOT NULL,
    segment_name     text        NOT NULL,
    customer_id      text        NOT NULL,
    change           text        NOT NULL,
    at               timestamptz NOT NULL,
    PRIMARY KEY (source_partition, source_offset)
);
CREATE INDEX segment_memberships_of_segment ON segment_memberships (segment_id, at);
