-- The newest forecast of daily sales, in total and by category, as it stands on analytics.forecasts.v1.

CREATE TABLE sales_forecasts (
    dimension text        NOT NULL,
    value     text        NOT NULL,
    made_at   timestamptz NOT NULL,
    forecast  jsonb       NOT NULL,
    PRIMARY KEY (dimension, value)
);

CREATE VIEW analytics.sales_forecasts AS
SELECT f.dimension, f.value, (ahead ->> 'day')::date AS day, (ahead ->> 'expected')::numeric AS expected_gross,
       (ahead ->> 'low')::numeric AS low, (ahead ->> 'high')::numeric AS high, f.forecast ->> 'method' AS method, f.made_at
FROM tillstream.sales_forecasts AS f, jsonb_array_elements(f.forecast -> 'days') AS ahead;
