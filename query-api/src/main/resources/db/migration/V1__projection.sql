-- What the projection writes. Amounts are bigint micros (1/1,000,000 of the currency unit); days are business days.

CREATE TABLE projection_offsets (
    topic        text        NOT NULL,
    topic_partition integer  NOT NULL,
    topic_id     text        NOT NULL,
    next_offset  bigint      NOT NULL,
    appended_at  timestamptz,
    PRIMARY KEY (topic, topic_partition)
);

CREATE TABLE customers (
    customer_id          text PRIMARY KEY,
    -- personal data, from commerce.customers.v1
    name                 text,
    email                text,
    phone                text,
    -- what identify and customer_updated said so far, in log order
    stated_age_group     text,
    stated_gender        text,
    stated_location      text,
    stated_country       text,
    registered_at        timestamptz,
    -- analytics.customer-profiles.v1; first_seen_at is null until the first profile
    first_seen_at        timestamptz,
    last_seen_at         timestamptz,
    first_purchase_at    timestamptz,
    last_purchase_at     timestamptz,
    orders               bigint,
    units                bigint,
    gross_micros         bigint,
    refund_micros        bigint,
    net_micros           bigint,
    average_order_micros bigint,
    recency_days         integer,
    lifetime_days        integer,
    average_gap_days     double precision,
    active_days          integer,
    sessions             bigint,
    visit_frequency      double precision,
    product_variety      integer,
    rfm_recency          integer,
    rfm_frequency        integer,
    rfm_monetary         integer,
    segment              text,
    churn_tier           text,
    churn_method         text,
    age_group            text,
    gender               text,
    location             text,
    country              text,
    channel              text,
    as_of                timestamptz,
    fresh_through        timestamptz
) WITH (fillfactor = 70);
CREATE INDEX customers_by_net ON customers (net_micros, customer_id) WHERE first_seen_at IS NOT NULL;
CREATE INDEX customers_by_last_purchase ON customers (last_purchase_at);
CREATE INDEX customers_by_last_seen ON customers (last_seen_at);

-- Raw events for time lines. Partitions are months: imported history spans years, and a partition per day would make thousands.
CREATE TABLE events (
    customer_id  text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    event_id     text        NOT NULL,
    action       text        NOT NULL,
    session_id   text,
    order_id     text,
    cart_id      text,
    value_micros bigint,
    items        jsonb,
    context      jsonb,
    details      jsonb,
    properties   jsonb,
    appended_at  timestamptz NOT NULL,
    PRIMARY KEY (customer_id, occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE events_older PARTITION OF events DEFAULT;

CREATE TABLE orders (
    customer_id     text        NOT NULL,
    order_id        text        NOT NULL,
    event_id        text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    day             date        NOT NULL,
    gross_micros    bigint      NOT NULL,
    units           bigint      NOT NULL,
    lines           integer     NOT NULL,
    channel         text        NOT NULL,
    device          text        NOT NULL,
    country         text        NOT NULL,
    location        text        NOT NULL,
    age_group       text        NOT NULL,
    session_id      text,
    cart_id         text,
    campaign_source text,
    campaign_medium text,
    campaign_name   text,
    appended_at     timestamptz NOT NULL,
    PRIMARY KEY (customer_id, order_id)
);
CREATE INDEX orders_by_time ON orders (occurred_at);
CREATE INDEX orders_by_day ON orders (day);

CREATE TABLE order_lines (
    customer_id     text    NOT NULL,
    order_id        text    NOT NULL,
    line            integer NOT NULL,
    product_id      text    NOT NULL,
    title           text,
    category        text    NOT NULL,
    brand           text,
    price_micros    bigint  NOT NULL,
    quantity        integer NOT NULL,
    discount_micros bigint  NOT NULL,
    amount_micros   bigint  NOT NULL,
    PRIMARY KEY (customer_id, order_id, line)
);

CREATE TABLE refunds (
    customer_id   text        NOT NULL,
    event_id      text        NOT NULL,
    order_id      text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    day           date        NOT NULL,
    amount_micros bigint      NOT NULL,
    units         bigint      NOT NULL,
    channel       text        NOT NULL,
    device        text        NOT NULL,
    country       text        NOT NULL,
    location      text        NOT NULL,
    age_group     text        NOT NULL,
    appended_at   timestamptz NOT NULL,
    PRIMARY KEY (customer_id, event_id)
);
CREATE INDEX refunds_by_time ON refunds (occurred_at);
CREATE INDEX refunds_by_day ON refunds (day);

-- The lines that came back; what a refund gives beyond its items is a line of product 'unknown' with quantity 0.
CREATE TABLE refund_lines (
    customer_id   text    NOT NULL,
    event_id      text    NOT NULL,
    line          integer NOT NULL,
    product_id    text    NOT NULL,
    category      text    NOT NULL,
    quantity      integer NOT NULL,
    amount_micros bigint  NOT NULL,
    PRIMARY KEY (customer_id, event_id, line)
);

CREATE TABLE carts (
    cart_key     text PRIMARY KEY,
    customer_id  text        NOT NULL,
    cart_id      text,
    state        text        NOT NULL,
    opened_at    timestamptz NOT NULL,
    opened_day   date        NOT NULL,
    changed_at   timestamptz NOT NULL,
    value_micros bigint      NOT NULL,
    items        jsonb       NOT NULL,
    order_id     text
) WITH (fillfactor = 80);
CREATE INDEX carts_by_change ON carts (changed_at, cart_key);
CREATE INDEX carts_of_customer ON carts (customer_id);

CREATE TABLE segment_transitions (
    source_partition integer     NOT NULL,
    source_offset    bigint      NOT NULL,
    customer_id      text        NOT NULL,
    from_segment     text,
    to_segment       text        NOT NULL,
    from_label       text,
    to_label         text        NOT NULL,
    cause            text        NOT NULL,
    at               timestamptz NOT NULL,
    PRIMARY KEY (source_partition, source_offset)
);
CREATE INDEX segment_transitions_of_customer ON segment_transitions (customer_id);

CREATE TABLE sales_cells (
    period         text   NOT NULL,
    day            date,
    dimension      text   NOT NULL,
    value          text   NOT NULL,
    title          text,
    category       text,
    orders         bigint NOT NULL,
    units          bigint NOT NULL,
    gross_micros   bigint NOT NULL,
    refund_micros  bigint NOT NULL,
    net_micros     bigint NOT NULL,
    refunds        bigint NOT NULL,
    units_returned bigint NOT NULL,
    buyers         bigint NOT NULL,
    views          bigint NOT NULL,
    cart_adds      bigint NOT NULL,
    stock_on_hand  bigint,
    fresh_through  timestamptz NOT NULL,
    CONSTRAINT sales_cells_key UNIQUE NULLS NOT DISTINCT (dimension, period, day, value)
) WITH (fillfactor = 70);
CREATE INDEX sales_cells_of_product ON sales_cells (value, day) WHERE dimension = 'product';

CREATE TABLE funnel_cells (
    hour             timestamptz NOT NULL,
    day              date        NOT NULL,
    dimension        text        NOT NULL,
    value            text        NOT NULL,
    visits           bigint      NOT NULL,
    views            bigint      NOT NULL,
    carts            bigint      NOT NULL,
    checkouts        bigint      NOT NULL,
    purchases        bigint      NOT NULL,
    direct_purchases bigint      NOT NULL,
    carts_opened     bigint      NOT NULL,
    carts_purchased  bigint      NOT NULL,
    carts_abandoned  bigint      NOT NULL,
    carts_recovered  bigint      NOT NULL,
    carts_emptied    bigint      NOT NULL,
    abandoned_micros bigint      NOT NULL,
    recovered_micros bigint      NOT NULL,
    fresh_through    timestamptz NOT NULL,
    PRIMARY KEY (dimension, hour, value)
) WITH (fillfactor = 70);

CREATE TABLE seasonality_cells (
    hour          timestamptz PRIMARY KEY,
    day           date        NOT NULL,
    hour_of_day   integer     NOT NULL,
    weekday       integer     NOT NULL,
    orders        bigint      NOT NULL,
    units         bigint      NOT NULL,
    gross_micros  bigint      NOT NULL,
    sessions      bigint      NOT NULL,
    fresh_through timestamptz NOT NULL
) WITH (fillfactor = 70);

-- One row: the newest cut points.
CREATE TABLE rfm_cut_points (
    name             text PRIMARY KEY,
    as_of            timestamptz   NOT NULL,
    newest_event_at  timestamptz   NOT NULL,
    customers        bigint        NOT NULL,
    exact            boolean       NOT NULL,
    last_purchase_at timestamptz[] NOT NULL,
    orders           bigint[]      NOT NULL,
    net_micros       bigint[]      NOT NULL
);
