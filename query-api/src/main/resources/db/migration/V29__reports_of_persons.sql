-- What visitors did whom an identify joined to a customer is the customer's in the reports too, see docs/sql.md.

-- A span of time in which a visitor is a customer, one row each; kept in step with identities, whose spans cannot be searched by customer.
CREATE TABLE visitor_spans (
    visitor_id  text        NOT NULL,
    from_at     timestamptz NOT NULL,
    until_at    timestamptz NOT NULL,
    customer_id text        NOT NULL,
    PRIMARY KEY (visitor_id, from_at)
);
CREATE INDEX visitor_spans_of_customer ON visitor_spans (customer_id);

CREATE FUNCTION spread_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE tillstream.visitor_spans;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM tillstream.visitor_spans WHERE visitor_id = OLD.visitor_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO tillstream.visitor_spans
        SELECT NEW.visitor_id, coalesce(span."from", '-infinity'), coalesce(span."until", 'infinity'), span.customer_id
          FROM jsonb_to_recordset(NEW.spans) AS span(customer_id text, "from" timestamptz, "until" timestamptz);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER identities_spread AFTER INSERT OR UPDATE OR DELETE ON identities FOR EACH ROW EXECUTE FUNCTION spread_identity();
CREATE TRIGGER identities_emptied AFTER TRUNCATE ON identities FOR EACH STATEMENT EXECUTE FUNCTION spread_identity();

INSERT INTO visitor_spans
SELECT i.visitor_id, coalesce(span."from", '-infinity'), coalesce(span."until", 'infinity'), span.customer_id
  FROM identities i, jsonb_to_recordset(i.spans) AS span(customer_id text, "from" timestamptz, "until" timestamptz);

-- Events with the person whose they are. Three parts, so that the events of one person are found by the key of the table.
CREATE VIEW events_of_persons AS
SELECT e.customer_id AS person_id, e.* FROM events e WHERE left(e.customer_id, 5) <> 'anon:'
UNION ALL
SELECT s.customer_id, e.* FROM visitor_spans s
JOIN events e ON e.customer_id = s.visitor_id AND e.occurred_at >= s.from_at AND e.occurred_at < s.until_at
UNION ALL
SELECT e.customer_id, e.* FROM events e
WHERE left(e.customer_id, 5) = 'anon:' AND NOT EXISTS (
    SELECT 1 FROM visitor_spans s WHERE s.visitor_id = e.customer_id AND e.occurred_at >= s.from_at AND e.occurred_at < s.until_at);

-- Orders likewise. Of an order that came from a visitor and from the customer the customer's own stands.
CREATE VIEW orders_of_persons AS
SELECT o.customer_id AS person_id, o.* FROM orders o WHERE left(o.customer_id, 5) <> 'anon:'
UNION ALL
SELECT s.customer_id, o.* FROM visitor_spans s
JOIN orders o ON o.customer_id = s.visitor_id AND o.occurred_at >= s.from_at AND o.occurred_at < s.until_at
WHERE NOT EXISTS (SELECT 1 FROM orders own WHERE own.customer_id = s.customer_id AND own.order_id = o.order_id)
UNION ALL
SELECT o.customer_id, o.* FROM orders o
WHERE left(o.customer_id, 5) = 'anon:' AND NOT EXISTS (
    SELECT 1 FROM visitor_spans s WHERE s.visitor_id = o.customer_id AND o.occurred_at >= s.from_at AND o.occurred_at < s.until_at);

CREATE OR REPLACE VIEW analytics.customer_journey_events AS
SELECT person_id AS customer_id, session_id,
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
FROM tillstream.events_of_persons;

CREATE OR REPLACE VIEW analytics.purchase_behavior AS
SELECT o.person_id AS customer_id, l.product_id, l.category AS product_category, l.title AS product_name, l.quantity,
       l.price_micros / 1000000.0 AS unit_price, l.amount_micros / 1000000.0 AS total_amount,
       l.discount_micros / 1000000.0 AS discount_amount, o.occurred_at AS purchase_date, o.order_id, l.line,
       o.channel, o.device AS device_type, o.location, o.country,
       c.rfm_frequency AS purchase_frequency_score, c.rfm_recency AS recency_score, c.rfm_monetary AS monetary_score,
       (SELECT lower(btrim(e.properties ->> 'payment_method')) FROM tillstream.events e WHERE e.customer_id = o.customer_id
            AND e.occurred_at = o.occurred_at AND e.event_id = o.event_id) AS payment_method,
       l.brand
FROM tillstream.orders_of_persons o
JOIN tillstream.order_lines l ON l.customer_id = o.customer_id AND l.order_id = o.order_id
LEFT JOIN tillstream.customers c ON c.customer_id = o.person_id;

CREATE OR REPLACE VIEW analytics.support_tickets AS
WITH steps AS (
    SELECT person_id AS customer_id, details ->> 'ticket_id' AS ticket_number, occurred_at, action, details, event_id,
           CASE WHEN action = 'ticket_opened' THEN 'open'
                WHEN action = 'ticket_resolved' OR details ->> 'status' IN ('resolved', 'closed') THEN 'resolved'
                WHEN details ->> 'status' IN ('reopened', 'open') THEN 'open'
                ELSE 'in_progress' END AS became
    FROM tillstream.events_of_persons
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

CREATE OR REPLACE VIEW analytics.communication_logs AS
SELECT person_id AS customer_id, details ->> 'message_id' AS message_id, max(details ->> 'message_channel') AS communication_type,
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
FROM tillstream.events_of_persons
WHERE action IN ('message_sent', 'message_delivered', 'message_opened', 'message_clicked', 'message_unsubscribed')
GROUP BY person_id, details ->> 'message_id';

CREATE OR REPLACE VIEW analytics.referral_program AS
WITH sent AS (
    SELECT DISTINCT ON (details ->> 'referral_id') details ->> 'referral_id' AS referral_code, person_id AS referrer_id,
           occurred_at AS referral_date
    FROM tillstream.events_of_persons WHERE action = 'referral_sent'
    ORDER BY details ->> 'referral_id', occurred_at, person_id
), converted AS (
    SELECT DISTINCT ON (details ->> 'referral_id') details ->> 'referral_id' AS referral_code, person_id AS referee_id,
           details ->> 'referrer_id' AS referrer_id, occurred_at AS conversion_date
    FROM tillstream.events_of_persons WHERE action = 'referral_converted'
    ORDER BY details ->> 'referral_id', occurred_at, person_id
)
SELECT coalesce(s.referrer_id, c.referrer_id) AS referrer_id, c.referee_id, referral_code,
       CASE WHEN c.referee_id IS NULL THEN 'pending' ELSE 'completed' END AS referral_status,
       s.referral_date, c.conversion_date,
       (SELECT o.gross_micros / 1000000.0 FROM tillstream.orders_of_persons o WHERE o.person_id = c.referee_id
            AND o.occurred_at >= c.conversion_date ORDER BY o.occurred_at, o.order_id LIMIT 1) AS conversion_value
FROM sent s FULL JOIN converted c USING (referral_code);

CREATE OR REPLACE VIEW analytics.loyalty_program AS
SELECT customer_id, loyalty_earned_12m AS points_earned_12_months,
       (SELECT coalesce(sum((e.details ->> 'points')::bigint), 0) FROM tillstream.events_of_persons e
        WHERE e.person_id = c.customer_id AND e.action = 'points_redeemed') AS points_redeemed,
       loyalty_balance AS points_balance, loyalty_tier AS tier_level, loyalty_since AS program_join_date,
       CASE WHEN loyalty_tier IS NULL THEN 'inactive' ELSE 'active' END AS program_status,
       loyalty_expires_next AS points_expiring, loyalty_expires_on AS points_expire_on
FROM tillstream.customers c
WHERE loyalty_since IS NOT NULL;

-- Where somebody came from first is the marketing channel of the first visit, as acquisition and journeys name it.
CREATE OR REPLACE VIEW analytics.customers AS
SELECT customer_id AS id, name, email, phone, age_group, gender, country, location AS city,
       first_touch_channel AS acquisition_source,
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
       loyalty_balance AS loyalty_points, loyalty_tier, first_touch_campaign AS acquisition_campaign,
       channel AS sales_channel
FROM tillstream.customers CROSS JOIN (SELECT analytics.as_of() AS as_of) AS reference
WHERE first_seen_at IS NOT NULL;

CREATE OR REPLACE FUNCTION analytics.recommended_products(customer text) RETURNS text[] LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    bought text[] := array(SELECT product_id FROM tillstream.order_lines WHERE customer_id = customer
                           UNION
                           SELECT l.product_id FROM tillstream.visitor_spans s
                           JOIN tillstream.orders o ON o.customer_id = s.visitor_id
                                AND o.occurred_at >= s.from_at AND o.occurred_at < s.until_at
                           JOIN tillstream.order_lines l ON l.customer_id = o.customer_id AND l.order_id = o.order_id
                           WHERE s.customer_id = customer);
BEGIN
    RETURN (
        SELECT array_agg(best.related_id ORDER BY best.score DESC, best.related_id)
        FROM (SELECT r.related_id, sum(r.confidence * r.lift) AS score
              FROM tillstream.related_products r
              WHERE r.product_id = ANY (bought) AND r.lift > 1 AND r.related_id <> ALL (bought)
                AND NOT EXISTS (SELECT 1 FROM tillstream.sales_cells c
                                WHERE c.dimension = 'product' AND c.period = 'all' AND c.value = r.related_id
                                  AND c.stock_on_hand = 0)
              GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5) AS best);
END
$$;
