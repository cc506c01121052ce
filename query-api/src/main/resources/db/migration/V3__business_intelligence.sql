-- Read-only schema for BI tools. Amounts are numeric currency units. Each column is filled from counted facts; see docs/sql.md.
CREATE SCHEMA IF NOT EXISTS analytics;

CREATE FUNCTION analytics.as_of() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT least(now(), greatest((SELECT max(newest_event_at) FROM tillstream.rfm_cut_points),
                                 (SELECT max(last_seen_at) FROM tillstream.customers)) + interval '1 day')
$$;

CREATE VIEW analytics.customers AS
SELECT customer_id AS id, name, email, phone, age_group, gender, country, location AS city,
       channel AS acquisition_source,
       registered_at AS registration_date, first_seen_at, last_seen_at,
       first_purchase_at AS first_purchase_date, last_purchase_at AS last_purchase_date,
       coalesce(orders, 0) AS total_purchases,
       coalesce(net_micros, 0) / 1000000.0 AS total_revenue,
       average_order_micros / 1000000.0 AS average_order_value,
       coalesce(net_micros, 0) / 1000000.0 AS customer_lifetime_value,
       CASE WHEN last_purchase_at IS NULL THEN NULL
            WHEN last_purchase_at >= reference.as_of - interval '90 days' THEN 'active'
            WHEN last_purchase_at >= reference.as_of - interval '180 days' THEN 'inactive'
            ELSE 'churned' END AS customer_status
FROM tillstream.customers CROSS JOIN (SELECT analytics.as_of() AS as_of) AS reference
WHERE first_seen_at IS NOT NULL;

CREATE VIEW analytics.customer_rfm_analysis AS
SELECT customer_id, rfm_recency AS r_score, rfm_frequency AS f_score, rfm_monetary AS m_score,
       rfm_recency::text || rfm_frequency::text || rfm_monetary::text AS rfm_label,
       segment AS rfm_segment, recency_days, orders AS frequency, net_micros / 1000000.0 AS monetary_value, as_of
FROM tillstream.customers
WHERE rfm_recency IS NOT NULL;

CREATE VIEW analytics.customer_segments AS
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
FROM tillstream.customers WHERE country IS NOT NULL AND first_seen_at IS NOT NULL;

CREATE VIEW analytics.purchase_behavior AS
SELECT o.customer_id, l.product_id, l.category AS product_category, l.title AS product_name, l.quantity,
       l.price_micros / 1000000.0 AS unit_price, l.amount_micros / 1000000.0 AS total_amount,
       l.discount_micros / 1000000.0 AS discount_amount, o.occurred_at AS purchase_date, o.order_id, l.line,
       o.channel, o.device AS device_type, o.location, o.country,
       c.rfm_frequency AS purchase_frequency_score, c.rfm_recency AS recency_score, c.rfm_monetary AS monetary_score
FROM tillstream.order_lines l
JOIN tillstream.orders o USING (customer_id, order_id)
LEFT JOIN tillstream.customers c USING (customer_id);

CREATE VIEW analytics.customer_journey_events AS
SELECT customer_id, session_id,
       CASE WHEN action IN ('page_view', 'view_item', 'search') THEN 'browse'
            WHEN action IN ('add_to_cart', 'remove_from_cart', 'begin_checkout', 'abandon') THEN 'cart'
            WHEN action IN ('purchase', 'refund') THEN 'sale'
            ELSE 'other' END AS event_type,
       action AS event_name, details ->> 'url' AS page_url, items -> 0 ->> 'product_id' AS product_id,
       jsonb_strip_nulls(jsonb_build_object('items', items, 'details', details, 'properties', properties)) AS event_data,
       occurred_at AS "timestamp",
       context -> 'campaign' ->> 'source' AS source, context -> 'campaign' ->> 'medium' AS medium,
       context -> 'campaign' ->> 'name' AS campaign,
       context ->> 'device' AS device_info,
       coalesce(context ->> 'location', context ->> 'country') AS location_info
FROM tillstream.events;

CREATE VIEW analytics.customer_dashboard_summary AS
SELECT count(*) AS total_customers,
       count(*) FILTER (WHERE customer_status = 'active') AS active_customers,
       count(*) FILTER (WHERE customer_status = 'inactive') AS inactive_customers,
       count(*) FILTER (WHERE customer_status = 'churned') AS churned_customers,
       coalesce(sum(total_revenue), 0) AS total_revenue,
       sum(total_revenue) / nullif(sum(total_purchases), 0) AS average_order_value,
       avg(total_revenue) FILTER (WHERE total_purchases > 0) AS average_customer_lifetime_value,
       count(*) FILTER (WHERE date_trunc('month', first_seen_at) = date_trunc('month', analytics.as_of()))
           AS new_customers_this_month,
       count(*) FILTER (WHERE date_trunc('month', first_seen_at)
           = date_trunc('month', analytics.as_of()) - interval '1 month') AS new_customers_last_month,
       analytics.as_of() AS as_of
FROM analytics.customers;

-- Historical lifetime value: what the customer has spent, net of refunds; null for a customer who is not known.
CREATE FUNCTION analytics.calculate_customer_lifetime_value(customer text) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT coalesce(net_micros, 0) / 1000000.0 FROM tillstream.customers WHERE customer_id = customer
$$;
