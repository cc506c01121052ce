-- What is bought together, as the newest run of mining found it, and dead stock with what to sell it with.

CREATE TABLE bundle_rules (
    record_key  text PRIMARY KEY,
    level       text             NOT NULL,
    antecedent  text[]           NOT NULL,
    consequent  text             NOT NULL,
    baskets     bigint           NOT NULL,
    support     double precision NOT NULL,
    confidence  double precision NOT NULL,
    lift        double precision NOT NULL,
    leverage    double precision NOT NULL,
    -- null for a rule that never fails
    conviction  double precision,
    p_value     double precision NOT NULL,
    significant boolean          NOT NULL
);
CREATE INDEX bundle_rules_by_lift ON bundle_rules (level, lift DESC, record_key);

-- What the rules of each level were mined from.
CREATE TABLE bundle_runs (
    level          text PRIMARY KEY,
    from_day       date,
    to_day         date,
    baskets        bigint           NOT NULL,
    min_support    double precision NOT NULL,
    min_confidence double precision NOT NULL,
    min_lift       double precision NOT NULL,
    rules          integer          NOT NULL,
    significant    integer          NOT NULL,
    sentence       text             NOT NULL
);

CREATE TABLE related_products (
    product_id text             NOT NULL,
    related_id text             NOT NULL,
    -- 1 for the greatest lift
    place      integer          NOT NULL,
    -- baskets with the product
    baskets    bigint           NOT NULL,
    -- baskets with both
    joint      bigint           NOT NULL,
    confidence double precision NOT NULL,
    lift       double precision NOT NULL,
    PRIMARY KEY (product_id, related_id)
);

CREATE TABLE dead_stock (
    product_id    text PRIMARY KEY,
    units_sold    bigint           NOT NULL,
    stock_on_hand bigint           NOT NULL,
    sold_ratio    double precision NOT NULL
);

CREATE TABLE dead_stock_bundles (
    product_id text             NOT NULL,
    partner_id text             NOT NULL,
    place      integer          NOT NULL,
    joint      bigint           NOT NULL,
    -- share of the partner's baskets that hold the dead product too
    confidence double precision NOT NULL,
    lift       double precision NOT NULL,
    p_value    double precision NOT NULL,
    PRIMARY KEY (product_id, partner_id)
);
