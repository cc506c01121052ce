-- Cohorts by month of first purchase (analytics.cohorts.v1) and retention by calendar month (analytics.retention.v1). A month is its first day.

CREATE TABLE cohort_cells (
    dimension      text        NOT NULL,
    value          text        NOT NULL,
    cohort         date        NOT NULL,
    months_since   integer     NOT NULL,
    customers      bigint      NOT NULL,
    orders         bigint      NOT NULL,
    revenue_micros bigint      NOT NULL,
    fresh_through  timestamptz NOT NULL,
    PRIMARY KEY (dimension, cohort, months_since, value)
) WITH (fillfactor = 70);

CREATE TABLE retention_months (
    month               date PRIMARY KEY,
    customers           bigint      NOT NULL,
    new_customers       bigint      NOT NULL,
    returning_customers bigint      NOT NULL,
    reactivated         bigint      NOT NULL,
    retained            bigint      NOT NULL,
    -- who have lapsed at the start of this month and had not a month before; of months to come, who will
    lapsing             bigint      NOT NULL,
    won_back            bigint      NOT NULL,
    fresh_through       timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE VIEW analytics.cohorts AS
SELECT cell.dimension, cell.value, cell.cohort, cell.months_since,
       (cell.cohort + cell.months_since * interval '1 month')::date AS month,
       first.customers AS cohort_size, cell.customers, cell.orders, cell.revenue_micros / 1e6::numeric AS revenue,
       cell.customers::numeric / nullif(first.customers, 0) AS retention
FROM tillstream.cohort_cells AS cell
JOIN tillstream.cohort_cells AS first USING (dimension, cohort, value)
WHERE first.months_since = 0 AND first.customers > 0;

CREATE VIEW analytics.retention AS
SELECT month, customers, new_customers, returning_customers, reactivated, retained,
       sum(lapsing - won_back) OVER (ORDER BY month) + won_back AS lapsed, won_back
FROM tillstream.retention_months;
