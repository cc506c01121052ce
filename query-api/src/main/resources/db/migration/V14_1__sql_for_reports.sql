-- For BI tools, see docs/sql.md: answers, feedback, tickets, messages and referrals; how customers buy and how products do; a role that may read these views and
-- nothing else.

-- Few of all events: tickets, messages, referrals, points, advertising, answers.
CREATE INDEX events_of_service ON events (action, occurred_at) WHERE action IN (
    'ticket_opened', 'ticket_updated', 'ticket_resolved', 'message_sent', 'message_delivered', 'message_opened', 'message_clicked',
    'message_unsubscribed', 'referral_sent', 'referral_converted', 'points_redeemed', 'ad_spend');

CREATE VIEW analytics.customer_satisfaction_scores AS
SELECT customer_id,
       CASE WHEN type = 'satisfaction' THEN score END AS satisfaction_score,
       CASE WHEN type = 'nps' THEN score END AS nps_score,
       CASE WHEN type = 'csat' THEN score END AS csat_score,
       type AS survey_type, at AS survey_date, text AS feedback_text, sentiment AS sentiment_score, channel AS source
FROM tillstream.feedback_entries
WHERE type IN ('nps', 'csat', 'satisfaction');

CREATE VIEW analytics.customer_feedback AS
SELECT customer_id, type AS feedback_type, rating, text AS content, mood AS sentiment_analysis, sentiment AS sentiment_score,
       product_id, order_id, channel AS feedback_source, at AS created_at
FROM tillstream.feedback_entries
WHERE type NOT IN ('nps', 'csat', 'satisfaction');

-- A ticket as its events make it: resolved by ticket_resolved or a status of resolved or closed, until it is open again.
CREATE VIEW analytics.support_tickets AS
WITH steps AS (
    SELECT customer_id, details ->> 'ticket_id' AS ticket_number, occurred_at, action, details, event_id,
           CASE WHEN action = 'ticket_opened' THEN 'open'
                WHEN action = 'ticket_resolved' OR details ->> 'status' IN ('resolved', 'closed') THEN 'resolved'
                WHEN details ->> 'status' IN ('reopened', 'open') THEN 'open'
                ELSE 'in_progress' END AS became
    FROM tillstream.events
    WHERE action IN ('ticket_opened', 'ticket_updated', 'ticket_resolved')
), openings AS (
    SELECT DISTINCT ON (customer_id, ticket_number) customer_id, ticket_number, occurred_at AS opened_at,
           details ->> 'category' AS category, details ->> 'priority' AS priority
    FROM steps WHERE action = 'ticket_opened'
    ORDER BY customer_id, ticket_number, occurred_at, event_id
), states AS (
    SELECT customer_id, ticket_number,
           (array_agg(became ORDER BY occurred_at DESC, (became = 'resolved') DESC, event_id DESC))[1] AS became,
           max(occurred_at) FILTER (WHERE became = 'open') AS last_open_at,
           (array_agg((details ->> 'satisfaction')::integer ORDER BY occurred_at DESC)
               FILTER (WHERE details ? 'satisfaction'))[1] AS customer_satisfaction
    FROM steps GROUP BY customer_id, ticket_number
)
SELECT o.customer_id, o.ticket_number, o.priority, s.became AS status, o.category, o.opened_at,
       (SELECT min(t.occurred_at) FROM steps t WHERE t.customer_id = o.customer_id AND t.ticket_number = o.ticket_number
            AND t.became <> 'open' AND t.occurred_at >= o.opened_at) AS first_response_at,
       resolved.at AS resolved_at,
       extract(epoch FROM resolved.at - o.opened_at) / 3600 AS resolution_time,
       s.customer_satisfaction
FROM openings o JOIN states s USING (customer_id, ticket_number)
LEFT JOIN LATERAL (
    SELECT min(t.occurred_at) AS at FROM steps t
    WHERE s.became = 'resolved' AND t.customer_id = o.customer_id AND t.ticket_number = o.ticket_number AND t.became = 'resolved'
      AND t.occurred_at >= coalesce(s.last_open_at, o.opened_at)
) AS resolved ON true;

CREATE VIEW analytics.communication_logs AS
SELECT customer_id, details ->> 'message_id' AS message_id, max(details ->> 'message_channel') AS communication_type,
       CASE WHEN bool_or(action = 'message_clicked') THEN 'clicked'
            WHEN bool_or(action = 'message_opened') THEN 'opened'
            WHEN bool_or(action = 'message_delivered') THEN 'delivered'
            WHEN bool_or(action = 'message_sent') THEN 'sent' END AS status,
       max(context -> 'campaign' ->> 'name') AS campaign_id,
       min(occurred_at) FILTER (WHERE action = 'message_sent') AS sent_at,
       min(occurred_at) FILTER (WHERE action = 'message_delivered') AS delivered_at,
       min(occurred_at) FILTER (WHERE action = 'message_opened') AS opened_at,
       min(occurred_at) FILTER (WHERE action = 'message_clicked') AS clicked_at,
       min(occurred_at) FILTER (WHERE action = 'message_unsubscribed') AS unsubscribed_at
FROM tillstream.events
WHERE action IN ('message_sent', 'message_delivered', 'message_opened', 'message_clicked', 'message_unsubscribed')
GROUP BY customer_id, details ->> 'message_id';

-- A referral that was sent, converted, or both; the value is the first order of the referred customer from the conversion on.
CREATE VIEW analytics.referral_program AS
WITH sent AS (
    SELECT DISTINCT ON (details ->> 'referral_id') details ->> 'referral_id' AS referral_code, customer_id AS referrer_id,
           occurred_at AS referral_date
    FROM tillstream.events WHERE action = 'referral_sent'
    ORDER BY details ->> 'referral_id', occurred_at, customer_id
), converted AS (
    SELECT DISTINCT ON (details ->> 'referral_id') details ->> 'referral_id' AS referral_code, customer_id AS referee_id,
           details ->> 'referrer_id' AS referrer_id, occurred_at AS conversion_date
    FROM tillstream.events WHERE action = 'referral_converted'
    ORDER BY details ->> 'referral_id', occurred_at, customer_id
)
SELECT coalesce(s.referrer_id, c.referrer_id) AS referrer_id, c.referee_id, referral_code,
       CASE WHEN c.referee_id IS NULL THEN 'pending' ELSE 'completed' END AS referral_status,
       s.referral_date, c.conversion_date,
       (SELECT o.gross_micros / 1000000.0 FROM tillstream.orders o WHERE o.customer_id = c.referee_id
            AND o.occurred_at >= c.conversion_date ORDER BY o.occurred_at, o.order_id LIMIT 1) AS conversion_value
FROM sent s FULL JOIN converted c USING (referral_code);

CREATE OR REPLACE VIEW analytics.purchase_behavior AS
SELECT o.customer_id, l.product_id, l.category AS product_category, l.title AS product_name, l.quantity,
       l.price_micros / 1000000.0 AS unit_price, l.amount_micros / 1000000.0 AS total_amount,
       l.discount_micros / 1000000.0 AS discount_amount, o.occurred_at AS purchase_date, o.order_id, l.line,
       o.channel, o.device AS device_type, o.location, o.country,
       c.rfm_frequency AS purchase_frequency_score, c.rfm_recency AS recency_score, c.rfm_monetary AS monetary_score,
       (SELECT lower(btrim(e.properties ->> 'payment_method')) FROM tillstream.events e WHERE e.customer_id = o.customer_id
            AND e.occurred_at = o.occurred_at AND e.event_id = o.event_id) AS payment_method,
       l.brand
FROM tillstream.order_lines l
JOIN tillstream.orders o USING (customer_id, order_id)
LEFT JOIN tillstream.customers c USING (customer_id);

-- How customers bought, by day and total, channel, device or payment method.
CREATE VIEW analytics.purchasing AS
SELECT day, dimension, value, orders, units, products, gross_micros / 1000000.0 AS gross, discount_micros / 1000000.0 AS discounts,
       discounted_orders, cross_category_orders, gaps, gap_seconds / 86400.0 AS gap_days
FROM tillstream.purchasing_cells;

-- How products and categories did over all time.
CREATE VIEW analytics.product_performance AS
SELECT s.dimension, s.value, s.title, s.category, s.orders, s.units, s.gross_micros / 1000000.0 AS gross,
       s.refund_micros / 1000000.0 AS refunds, s.net_micros / 1000000.0 AS net, s.buyers, s.units_returned, s.views, s.cart_adds,
       coalesce(k.purchased, 0) AS carts_purchased, coalesce(k.abandoned, 0) AS carts_abandoned,
       coalesce(k.recovered, 0) AS carts_recovered, s.stock_on_hand,
       s.orders::numeric / nullif(s.views, 0) AS conversion_rate,
       s.units_returned::numeric / nullif(s.units, 0) AS return_rate,
       k.abandoned::numeric / nullif(k.abandoned + k.purchased, 0) AS cart_abandonment_rate
FROM tillstream.sales_cells s
LEFT JOIN tillstream.product_cart_cells k ON k.dimension = s.dimension AND k.period = 'all' AND k.value = s.value
WHERE s.period = 'all' AND s.dimension IN ('product', 'category');

CREATE OR REPLACE VIEW analytics.customer_dashboard_summary AS
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
       analytics.as_of() AS as_of,
       (SELECT 100.0 * (count(*) FILTER (WHERE nps_score >= 9) - count(*) FILTER (WHERE nps_score <= 6)) / nullif(count(nps_score), 0)
        FROM analytics.customer_satisfaction_scores) AS nps,
       (SELECT avg(satisfaction_score) FROM analytics.customer_satisfaction_scores) AS average_satisfaction
FROM analytics.customers;

-- Loyalty and advertising, where there are tables of them.
DO $$
BEGIN
    IF (SELECT count(*) FROM information_schema.columns WHERE table_schema = 'tillstream' AND table_name = 'customers'
            AND column_name IN ('loyalty_since', 'loyalty_tier', 'loyalty_balance', 'loyalty_earned_12m', 'loyalty_expires_next',
                                'loyalty_expires_on')) = 6 THEN
        EXECUTE $view$
            CREATE VIEW analytics.loyalty_program AS
            SELECT customer_id, loyalty_earned_12m AS points_earned_12_months,
                   (SELECT coalesce(sum((e.details ->> 'points')::bigint), 0) FROM tillstream.events e
                    WHERE e.customer_id = c.customer_id AND e.action = 'points_redeemed') AS points_redeemed,
                   loyalty_balance AS points_balance, loyalty_tier AS tier_level, loyalty_since AS program_join_date,
                   CASE WHEN loyalty_tier IS NULL THEN 'inactive' ELSE 'active' END AS program_status,
                   loyalty_expires_next AS points_expiring, loyalty_expires_on AS points_expire_on
            FROM tillstream.customers c
            WHERE loyalty_since IS NOT NULL
        $view$;
    END IF;
    IF (SELECT count(*) FROM information_schema.columns WHERE table_schema = 'tillstream' AND table_name = 'acquisition_cells'
            AND column_name IN ('cohort', 'channel', 'campaign', 'visitors', 'converted', 'customers', 'revenue_micros',
                                'spend_micros')) = 8 THEN
        EXECUTE $view$
            CREATE VIEW analytics.acquisition_costs AS
            SELECT channel, campaign AS campaign_name, sum(spend_micros) / 1000000.0 AS cost_amount,
                   sum(customers)::bigint AS customers_acquired,
                   sum(spend_micros) / 1000000.0 / nullif(sum(customers), 0) AS cac_amount, 'monthly' AS time_period,
                   cohort AS period_start, (cohort + interval '1 month' - interval '1 day')::date AS period_end,
                   (sum(revenue_micros) - sum(spend_micros)) / nullif(sum(spend_micros), 0) AS roi,
                   sum(converted) / nullif(sum(visitors), 0) AS conversion_rate
            FROM tillstream.acquisition_cells
            GROUP BY channel, campaign, cohort
        $view$;
    END IF;
    IF (SELECT count(*) FROM information_schema.columns WHERE table_schema = 'tillstream' AND table_name = 'customers'
            AND column_name IN ('loyalty_tier', 'loyalty_balance', 'first_touch_campaign')) = 3 THEN
        EXECUTE $view$
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
                   churn_probability, churn_tier, cluster_tier,
                   loyalty_balance AS loyalty_points, loyalty_tier, first_touch_campaign AS acquisition_campaign
            FROM tillstream.customers CROSS JOIN (SELECT analytics.as_of() AS as_of) AS reference
            WHERE first_seen_at IS NOT NULL
        $view$;
    END IF;
END
$$;

-- The functions read the tables with the rights of their owner, so that their callers need none.
ALTER FUNCTION analytics.as_of() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION analytics.calculate_customer_lifetime_value(text) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION analytics.calculate_churn_probability(text) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION analytics.recommended_products(text) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA analytics FROM PUBLIC;

-- Who may not make roles goes without: docs/sql.md says what an administrator types.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tillstream_reader') THEN
        BEGIN
            CREATE ROLE tillstream_reader NOLOGIN;
        EXCEPTION WHEN insufficient_privilege OR duplicate_object THEN
            RAISE NOTICE 'the role tillstream_reader was not made';
        END;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tillstream_reader') THEN
        GRANT USAGE ON SCHEMA analytics TO tillstream_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO tillstream_reader;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA analytics TO tillstream_reader;
        ALTER DEFAULT PRIVILEGES IN SCHEMA analytics GRANT SELECT ON TABLES TO tillstream_reader;
    END IF;
    -- everyone may make temporary tables unless told otherwise; this service needs them
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO CURRENT_USER', current_database());
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'public') THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
    BEGIN
        REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'large objects stay open to everyone';
    END;
END
$$;
