-- How customers buy, by day (analytics.behaviour.v1).

CREATE TABLE purchasing_cells (
    dimension             text        NOT NULL,
    day                   date        NOT NULL,
    value                 text        NOT NULL,
    orders                bigint      NOT NULL,
    units                 bigint      NOT NULL,
    products              bigint      NOT NULL,
    gross_micros          bigint      NOT NULL,
    discount_micros       bigint      NOT NULL,
    discounted_orders     bigint      NOT NULL,
    cross_category_orders bigint      NOT NULL,
    gaps                  bigint      NOT NULL,
    gap_seconds           bigint      NOT NULL,
    -- lists of {value, count}: hours, units, hundredths of the currency unit
    order_gaps            jsonb       NOT NULL,
    basket_units          jsonb       NOT NULL,
    basket_values         jsonb       NOT NULL,
    fresh_through         timestamptz NOT NULL,
    PRIMARY KEY (dimension, day, value)
) WITH (fillfactor = 70);

-- What became of carts by the products and categories they held, by the day they were opened and over all time (analytics.product-carts.v1).
CREATE TABLE product_cart_cells (
    period        text        NOT NULL,
    day           date,
    dimension     text        NOT NULL,
    value         text        NOT NULL,
    purchased     bigint      NOT NULL,
    abandoned     bigint      NOT NULL,
    recovered     bigint      NOT NULL,
    fresh_through timestamptz NOT NULL,
    CONSTRAINT product_cart_cells_key UNIQUE NULLS NOT DISTINCT (dimension, period, day, value)
) WITH (fillfactor = 70);

-- Samples of customers are those with the smallest hashes: the same ones whenever asked, whatever their order in the table.
CREATE INDEX customers_by_hash ON customers (hashtextextended(customer_id, 0));
