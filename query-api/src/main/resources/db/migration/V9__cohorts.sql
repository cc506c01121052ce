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

-- One row per cohort; the arrays have an element for each finished month, from month 0.
CREATE VIEW analytics.cohorts AS
SELECT to_char(first.cohort, 'YYYY-MM') AS cohort_name, first.dimension AS cohort_type, first.value AS cohort_value,
       first.cohort AS start_date, (first.cohort + interval '1 month' - interval '1 day')::date AS end_date,
       first.customers AS customer_count, months.retention_rates, months.revenue_cohorts
FROM tillstream.cohort_cells AS first
CROSS JOIN LATERAL (
    SELECT array_agg(coalesce(cell.customers, 0)::numeric / first.customers ORDER BY since) AS retention_rates,
           array_agg(coalesce(cell.revenue_micros, 0) / 1e6::numeric ORDER BY since) AS revenue_cohorts
    FROM generate_series(
             0,
             (extract(year FROM analytics.as_of()) - extract(year FROM first.cohort))::int * 12
                 + (extract(month FROM analytics.as_of()) - extract(month FROM first.cohort))::int - 1) AS since
    LEFT JOIN tillstream.cohort_cells AS cell
        ON cell.dimension = first.dimension AND cell.cohort = first.cohort AND cell.value = first.value
            AND cell.months_since = since
) AS months
WHERE first.months_since = 0 AND first.customers > 0;

-- One row per month of a cohort in which it bought, or had money back.
CREATE VIEW analytics.cohort_months AS
SELECT dimension AS cohort_type, value AS cohort_value, cohort AS start_date, months_since,
       (cohort + months_since * interval '1 month')::date AS month, customers, orders, revenue_micros / 1e6::numeric AS revenue
FROM tillstream.cohort_cells
WHERE customers <> 0 OR orders <> 0 OR revenue_micros <> 0;

-- Of months to come, lapsed are those who will have lapsed if they do not buy until then.
CREATE VIEW analytics.retention AS
SELECT month, customers, new_customers, returning_customers, reactivated, retained,
       (sum(lapsing - won_back) OVER (ORDER BY month) + won_back)::bigint AS lapsed, won_back
FROM tillstream.retention_months;
