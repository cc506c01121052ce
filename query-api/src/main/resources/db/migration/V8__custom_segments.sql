-- Administrative: custom segments as users define them. A row is its own outbox: what published_version does not equal version is still to be told to the log,
-- and a deleted row stays until the log knows.
CREATE TABLE custom_segments (
    id                text PRIMARY KEY,
    name              text        NOT NULL,
    description       text        NOT NULL,
    rule              text        NOT NULL,
    version           bigint      NOT NULL,
    published_version bigint,
    deleted           boolean     NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX custom_segments_by_name ON custom_segments (name) WHERE NOT deleted;

-- For BI tools, see docs/sql.md.

-- Calibrated probability of no purchase within the churn model's horizon; null without a model, or for a customer who is not known.
CREATE FUNCTION analytics.calculate_churn_probability(customer text) RETURNS double precision LANGUAGE sql STABLE AS $$
    SELECT churn_probability FROM tillstream.customers WHERE customer_id = customer
$$;

-- Net spend to date and, where there is a model, the expected spend of the next 12 months; null for a customer who is not known.
CREATE OR REPLACE FUNCTION analytics.calculate_customer_lifetime_value(customer text) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT (coalesce(net_micros, 0) + coalesce(value_expected_micros, 0)) / 1000000.0
    FROM tillstream.customers WHERE customer_id = customer
$$;

-- The five products that others bought most with what the customer has. In plpgsql, because the table of related products comes with another migration.
CREATE FUNCTION analytics.recommended_products(customer text) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT array_agg(best.related_id ORDER BY best.score DESC, best.related_id)
        FROM (SELECT r.related_id, sum(r.confidence * r.lift) AS score
              FROM (SELECT DISTINCT product_id FROM tillstream.order_lines WHERE customer_id = customer) AS bought
              JOIN tillstream.related_products r USING (product_id)
              WHERE r.lift > 1 AND NOT EXISTS (SELECT 1 FROM tillstream.order_lines own
                                               WHERE own.customer_id = customer AND own.product_id = r.related_id)
                AND NOT EXISTS (SELECT 1 FROM tillstream.sales_cells c
                                WHERE c.dimension = 'product' AND c.period = 'all' AND c.value = r.related_id
                                  AND c.stock_on_hand = 0)
              GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5) AS best);
END
$$;

CREATE VIEW analytics.predictive_metrics AS
SELECT customer_id, churn_probability,
       value_expected_micros / 1000000.0 AS clv_prediction,
       purchase_probability AS next_purchase_probability,
       value_next_purchase_at AS next_purchase_date,
       CASE WHEN orders > 0 THEN analytics.recommended_products(customer_id) END AS recommended_products,
       (rfm_recency + rfm_frequency) * 10 AS engagement_score,
       round((churn_probability * 100)::numeric, 1) AS risk_score,
       round((purchase_probability * 100)::numeric, 1) AS opportunity_score,
       as_of AS prediction_date,
       coalesce(churn_model, purchase_model, value_model) AS model_version,
       (SELECT (card -> 'metrics' ->> 'auc')::double precision
        FROM tillstream.models WHERE record_key = 'churn') AS confidence_score,
       value_low_micros / 1000000.0 AS clv_low, value_high_micros / 1000000.0 AS clv_high,
       value_alive_probability AS alive_probability, churn_model, purchase_model, value_model
FROM tillstream.customers
WHERE churn_probability IS NOT NULL OR purchase_probability IS NOT NULL OR value_expected_micros IS NOT NULL;

CREATE OR REPLACE VIEW analytics.customer_segments AS
SELECT customer_id, segment AS segment_name, 'rfm' AS segment_type,
       rfm_recency::text || rfm_frequency::text || rfm_monetary::text AS segment_criteria,
       rfm_recency + rfm_frequency + rfm_monetary AS score
FROM tillstream.customers WHERE segment IS NOT NULL
UNION ALL
SELECT customer_id, age_group, 'demographic', 'age_group', NULL
FROM tillstream.customers WHERE age_group IS NOT NULL AND first_seen_at IS NOT NULL
UNION ALL
SELECT customer_id, location, 'demographic', 'location', NULL
FROM tillstream.customers WHERE location IS NOT NULL AND first_seen_at IS NOT NULL
UNION ALL
SELECT customer_id, country, 'demographic', 'country', NULL
FROM tillstream.customers WHERE country IS NOT NULL AND first_seen_at IS NOT NULL
UNION ALL
SELECT customer_id, behaviour, 'behavioral', 'behaviour', NULL
FROM tillstream.customers, unnest(behaviours) AS behaviour
UNION ALL
SELECT customer_id, cluster_tier, 'purchase_pattern', 'cluster ' || cluster_model, cluster_rank
FROM tillstream.customers WHERE cluster_tier IS NOT NULL
UNION ALL
SELECT c.customer_id, s.name, 'custom', s.rule, NULL
FROM tillstream.customers c, unnest(c.custom_segments) AS member_of
JOIN tillstream.custom_segments s ON s.id = member_of AND NOT s.deleted
WHERE c.custom_segments <> '{}';

CREATE OR REPLACE VIEW analytics.customers AS
SELECT customer_id AS id, name, email, phone, age_group, gender, country, location AS city,
       channel AS acquisition_source,
       registered_at AS registration_date, first_seen_at, last_seen_at,
       first_purchase_at AS first_purchase_date, last_purchase_at AS last_purchase_date,
       coalesce(orders, 0) AS total_purchases,
       coalesce(net_micros, 0) / 1000000.0 AS total_revenue,
       average_order_micros / 1000000.0 AS average_order_value,
       (coalesce(net_micros, 0) + coalesce(value_expected_micros, 0)) / 1000000.0 AS customer_lifetime_value,
       CASE WHEN last_purchase_at IS NULL THEN NULL
            WHEN last_purchase_at >= reference.as_of - interval '90 days' THEN 'active'
            WHEN last_purchase_at >= reference.as_of - interval '180 days' THEN 'inactive'
            ELSE 'churned' END AS customer_status,
       churn_probability, churn_tier, cluster_tier
FROM tillstream.customers CROSS JOIN (SELECT analytics.as_of() AS as_of) AS reference
WHERE first_seen_at IS NOT NULL;
