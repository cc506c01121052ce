-- Customers in sums that follow every change of a customer, for all questions that count customers; churn's cells become a part of them. The funnel by day. And
-- indexes by which the lists are read.

DROP TRIGGER churn_of_new_customers ON customers;
DROP TRIGGER churn_of_changed_customers ON customers;
DROP TRIGGER churn_of_deleted_customers ON customers;
DROP FUNCTION count_churn();
DROP TABLE churn_cells;

-- By all filters but the location, whose values are too many. Null stands for not known.
CREATE TABLE customer_cells (
    -- whether a profile is known
    seen            boolean NOT NULL,
    -- with an order
    buyer           boolean NOT NULL,
    -- who is or was a member
    joined          boolean NOT NULL,
    churn_tier      text,
    tenth           integer,
    worth           text    NOT NULL,
    segment         text,
    country         text,
    age_group       text,
    gender          text,
    channel         text,
    cluster_tier    text,
    cluster_rank    integer,
    loyalty_tier    text,
    customers       bigint  NOT NULL,
    orders          bigint  NOT NULL,
    net_micros      bigint  NOT NULL,
    -- customers whose recency is known, and its sum
    recent          bigint  NOT NULL,
    recency_days    bigint  NOT NULL,
    -- in billionths, so that adding and taking away leaves nothing behind
    probability_sum bigint  NOT NULL,
    -- customers with an expected spend
    valued          bigint  NOT NULL,
    expected_micros bigint  NOT NULL,
    open_points     bigint  NOT NULL,
    earned_12m      bigint  NOT NULL,
    CONSTRAINT customer_cells_key UNIQUE NULLS NOT DISTINCT
        (seen, buyer, joined, churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier, cluster_rank,
         loyalty_tier)
) WITH (fillfactor = 50);

-- By one thing at a time: location, behaviour, custom_segment, rfm (label and segment), purchase_tenth, purchase_hour (of the last purchase, UTC).
CREATE TABLE customer_counts (
    kind            text   NOT NULL,
    value           text   NOT NULL,
    customers       bigint NOT NULL,
    buyers          bigint NOT NULL,
    orders          bigint NOT NULL,
    net_micros      bigint NOT NULL,
    -- of a purchase within 7 days, in billionths
    probability_sum bigint NOT NULL,
    PRIMARY KEY (kind, value)
) WITH (fillfactor = 50);

-- What one customer adds to the cells, for the filter that they do not know.
CREATE VIEW customer_facts AS
SELECT first_seen_at IS NOT NULL AS seen, coalesce(orders, 0) > 0 AS buyer, loyalty_since IS NOT NULL AS joined, churn_tier,
       churn_tenth(churn_probability) AS tenth, customer_worth(cluster_tier, rfm_monetary) AS worth, segment, country, age_group, gender,
       channel, cluster_tier, cluster_rank, loyalty_tier, location, 1 AS customers, coalesce(orders, 0) AS orders,
       coalesce(net_micros, 0) AS net_micros, (recency_days IS NOT NULL)::int AS recent, coalesce(recency_days, 0) AS recency_days,
       coalesce(round(churn_probability * 1e9), 0)::bigint AS probability_sum,
       (value_expected_micros IS NOT NULL)::int AS valued, coalesce(value_expected_micros, 0) AS expected_micros,
       greatest(coalesce(loyalty_balance, 0), 0) AS open_points,
       CASE WHEN loyalty_tier IS NOT NULL THEN coalesce(loyalty_earned_12m, 0) ELSE 0 END AS earned_12m, behaviours, custom_segments
FROM customers
WHERE churn_tier IS NOT NULL OR first_seen_at IS NOT NULL;

CREATE OR REPLACE VIEW churn_facts AS
SELECT churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier, location, customers, net_micros,
       probability_sum, valued, expected_micros
FROM customer_facts
WHERE churn_tier IS NOT NULL;

CREATE VIEW churn_cells AS
SELECT churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier, customers, net_micros,
       probability_sum, valued, expected_micros
FROM customer_cells
WHERE churn_tier IS NOT NULL;

INSERT INTO customer_cells
SELECT seen, buyer, joined, churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier, cluster_rank,
       loyalty_tier, sum(customers), sum(orders), sum(net_micros), sum(recent), sum(recency_days), sum(probability_sum), sum(valued),
       sum(expected_micros), sum(open_points), sum(earned_12m)
FROM customer_facts
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14;

-- The kinds of counts that a customer is in.
CREATE FUNCTION customer_kinds(
    location text, behaviours text[], custom_segments text[], rfm_recency integer, rfm_frequency integer, rfm_monetary integer,
    segment text, purchase_probability double precision, last_purchase_at timestamptz)
RETURNS TABLE (kind text, value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT 'location', coalesce(location, 'unknown')
   UNION ALL SELECT 'rfm', concat(rfm_recency, rfm_frequency, rfm_monetary, ' ', segment) WHERE rfm_recency IS NOT NULL
   UNION ALL SELECT 'purchase_tenth', churn_tenth(purchase_probability)::text WHERE purchase_probability IS NOT NULL
   UNION ALL SELECT 'purchase_hour', to_char(last_purchase_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24') WHERE last_purchase_at IS NOT NULL
   UNION ALL SELECT 'behaviour', behaviour FROM unnest(behaviours) AS behaviour
   UNION ALL SELECT 'custom_segment', member_of FROM unnest(custom_segments) AS member_of $$;

INSERT INTO customer_counts
SELECT kind, value, count(*), count(*) FILTER (WHERE orders > 0), coalesce(sum(orders), 0), coalesce(sum(net_micros), 0),
       coalesce(sum(round(purchase_probability * 1e9)::bigint), 0)
FROM customers, customer_kinds(location, behaviours, custom_segments, rfm_recency, rfm_frequency, rfm_monetary, segment,
                               purchase_probability, last_purchase_at)
WHERE first_seen_at IS NOT NULL
GROUP BY 1, 2;

-- Once per statement, however many customers it changes: what they counted before is taken away, what they count now is added. Cells are written in the
-- order of their keys, so that two writers wait for each other instead of locking each other.
CREATE FUNCTION count_customers() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS
$function$
DECLARE
    -- most changes of a customer are of what nobody counts
    differs CONSTANT text := $$(
            now.first_seen_at IS NULL, now.orders, now.net_micros, now.recency_days, now.loyalty_since, now.loyalty_tier,
            now.loyalty_balance, now.loyalty_earned_12m, now.churn_tier, now.churn_method, now.churn_probability,
            now.churn_reasons, now.segment, now.country, now.age_group, now.gender, now.channel, now.location, now.cluster_tier,
            now.cluster_rank, now.rfm_recency, now.rfm_frequency, now.rfm_monetary, now.behaviours, now.custom_segments,
            now.purchase_probability, now.last_purchase_at, now.value_expected_micros)
        IS DISTINCT FROM (
            was.first_seen_at IS NULL, was.orders, was.net_micros, was.recency_days, was.loyalty_since, was.loyalty_tier,
            was.loyalty_balance, was.loyalty_earned_12m, was.churn_tier, was.churn_method, was.churn_probability,
            was.churn_reasons, was.segment, was.country, was.age_group, was.gender, was.channel, was.location, was.cluster_tier,
            was.cluster_rank, was.rfm_recency, was.rfm_frequency, was.rfm_monetary, was.behaviours, was.custom_segments,
            was.purchase_probability, was.last_purchase_at, was.value_expected_micros)$$;
    changed CONSTANT text := CASE TG_OP
        WHEN 'INSERT' THEN '(SELECT 1 AS sign, * FROM after)'
        WHEN 'DELETE' THEN '(SELECT -1 AS sign, * FROM before)'
        ELSE format('(SELECT 1 AS sign, now.* FROM after AS now JOIN before AS was USING (customer_id) WHERE %1$s UNION ALL
                      SELECT -1, was.* FROM after AS now JOIN before AS was USING (customer_id) WHERE %1$s)', differs) END;
BEGIN
    -- an INSERT that only changed rows fires both triggers, one of them for nothing
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM before) THEN
            RETURN NULL;
        END IF;
    ELSIF NOT EXISTS (SELECT FROM after) THEN
        RETURN NULL;
    END IF;
    EXECUTE format($$
        INSERT INTO customer_cells AS cell
        SELECT first_seen_at IS NOT NULL, coalesce(orders, 0) > 0, loyalty_since IS NOT NULL, churn_tier,
               churn_tenth(churn_probability), customer_worth(cluster_tier, rfm_monetary), segment, country, age_group, gender, channel,
               cluster_tier, cluster_rank, loyalty_tier, sum(sign), coalesce(sum(sign * orders), 0), coalesce(sum(sign * net_micros), 0),
               coalesce(sum(sign) FILTER (WHERE recency_days IS NOT NULL), 0), coalesce(sum(sign * recency_days), 0),
               coalesce(sum(sign * round(churn_probability * 1e9)::bigint), 0),
               coalesce(sum(sign) FILTER (WHERE value_expected_micros IS NOT NULL), 0),
               coalesce(sum(sign * value_expected_micros), 0), coalesce(sum(sign * greatest(loyalty_balance, 0)), 0),
               coalesce(sum(sign * loyalty_earned_12m) FILTER (WHERE loyalty_tier IS NOT NULL), 0)
        FROM %s AS changed WHERE churn_tier IS NOT NULL OR first_seen_at IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
        HAVING sum(sign) <> 0 OR sum(sign * orders) <> 0 OR sum(sign * net_micros) <> 0
            OR sum(sign) FILTER (WHERE recency_days IS NOT NULL) <> 0 OR sum(sign * recency_days) <> 0
            OR sum(sign * round(churn_probability * 1e9)::bigint) <> 0
            OR sum(sign) FILTER (WHERE value_expected_micros IS NOT NULL) <> 0 OR sum(sign * value_expected_micros) <> 0
            OR sum(sign * greatest(loyalty_balance, 0)) <> 0
            OR sum(sign * loyalty_earned_12m) FILTER (WHERE loyalty_tier IS NOT NULL) <> 0
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
        ON CONFLICT ON CONSTRAINT customer_cells_key DO UPDATE
        SET customers = cell.customers + EXCLUDED.customers, orders = cell.orders + EXCLUDED.orders,
            net_micros = cell.net_micros + EXCLUDED.net_micros, recent = cell.recent + EXCLUDED.recent,
            recency_days = cell.recency_days + EXCLUDED.recency_days,
            probability_sum = cell.probability_sum + EXCLUDED.probability_sum, valued = cell.valued + EXCLUDED.valued,
            expected_micros = cell.expected_micros + EXCLUDED.expected_micros,
            open_points = cell.open_points + EXCLUDED.open_points, earned_12m = cell.earned_12m + EXCLUDED.earned_12m $$, changed);
    EXECUTE format($$
        INSERT INTO customer_counts AS known
        SELECT kind, value, sum(sign), coalesce(sum(sign) FILTER (WHERE orders > 0), 0), coalesce(sum(sign * orders), 0),
               coalesce(sum(sign * net_micros), 0), coalesce(sum(sign * round(purchase_probability * 1e9)::bigint), 0)
        FROM %s AS changed, customer_kinds(location, behaviours, custom_segments, rfm_recency, rfm_frequency, rfm_monetary, segment,
                                           purchase_probability, last_purchase_at)
        WHERE first_seen_at IS NOT NULL
        GROUP BY 1, 2
        HAVING sum(sign) <> 0 OR sum(sign) FILTER (WHERE orders > 0) <> 0 OR sum(sign * orders) <> 0 OR sum(sign * net_micros) <> 0
            OR sum(sign * round(purchase_probability * 1e9)::bigint) <> 0
        ORDER BY 1, 2
        ON CONFLICT (kind, value) DO UPDATE
        SET customers = known.customers + EXCLUDED.customers, buyers = known.buyers + EXCLUDED.buyers,
            orders = known.orders + EXCLUDED.orders, net_micros = known.net_micros + EXCLUDED.net_micros,
            probability_sum = known.probability_sum + EXCLUDED.probability_sum $$, changed);
    EXECUTE format($$
        INSERT INTO churn_reason_cells AS cell
        SELECT churn_tier, segment, country, age_group, gender, channel, cluster_tier, feature, sum(sign),
               coalesce(sum(sign) FILTER (WHERE contribution > 0), 0), sum(sign * contribution),
               sum(sign * abs(contribution))
        FROM (SELECT sign, churn_tier, segment, country, age_group, gender, channel, cluster_tier,
                     reason ->> 'feature' AS feature,
                     round((reason ->> 'contribution')::float8 * 10000)::bigint AS contribution
              FROM %s AS changed, jsonb_array_elements(churn_reasons) AS reason
              WHERE churn_tier IS NOT NULL) AS told
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
        HAVING sum(sign) <> 0 OR sum(sign) FILTER (WHERE contribution > 0) <> 0 OR sum(sign * contribution) <> 0
            OR sum(sign * abs(contribution)) <> 0
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
        ON CONFLICT ON CONSTRAINT churn_reason_cells_key DO UPDATE
        SET customers = cell.customers + EXCLUDED.customers, raised = cell.raised + EXCLUDED.raised,
            contribution = cell.contribution + EXCLUDED.contribution, strength = cell.strength + EXCLUDED.strength $$, changed);
    EXECUTE format($$
        INSERT INTO churn_methods AS known
        SELECT churn_method, sum(sign) FROM %s AS changed WHERE churn_method IS NOT NULL
        GROUP BY 1 HAVING sum(sign) <> 0 ORDER BY 1
        ON CONFLICT (churn_method) DO UPDATE SET customers = known.customers + EXCLUDED.customers $$, changed);
    DELETE FROM churn_methods WHERE customers = 0;
    RETURN NULL;
END
$function$;

CREATE TRIGGER count_new_customers AFTER INSERT ON customers REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_customers();
CREATE TRIGGER count_changed_customers AFTER UPDATE ON customers REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_customers();
CREATE TRIGGER count_deleted_customers AFTER DELETE ON customers REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION count_customers();

CREATE FUNCTION forget_counts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS
$function$
BEGIN
    TRUNCATE customer_cells, customer_counts, churn_reason_cells, churn_methods;
    RETURN NULL;
END
$function$;
CREATE TRIGGER forget_customers AFTER TRUNCATE ON customers FOR EACH STATEMENT EXECUTE FUNCTION forget_counts();

-- The funnel by day, which is what questions ask for; follows the hours.
CREATE TABLE funnel_days (
    dimension        text        NOT NULL,
    value            text        NOT NULL,
    day              date        NOT NULL,
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
    PRIMARY KEY (dimension, value, day)
) WITH (fillfactor = 70);

INSERT INTO funnel_days
SELECT dimension, value, day, sum(visits), sum(views), sum(carts), sum(checkouts), sum(purchases), sum(direct_purchases), sum(carts_opened),
       sum(carts_purchased), sum(carts_abandoned), sum(carts_recovered), sum(carts_emptied), sum(abandoned_micros),
       sum(recovered_micros),
       max(fresh_through)
FROM funnel_cells
GROUP BY 1, 2, 3;

CREATE FUNCTION count_funnel_days() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS
$function$
DECLARE
    changed CONSTANT text := CASE TG_OP
        WHEN 'INSERT' THEN '(SELECT 1 AS sign, * FROM after)'
        WHEN 'DELETE' THEN '(SELECT -1 AS sign, * FROM before)'
        ELSE '(SELECT 1 AS sign, * FROM after UNION ALL SELECT -1, * FROM before)' END;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE funnel_days;
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT FROM before) THEN
            RETURN NULL;
        END IF;
    ELSIF NOT EXISTS (SELECT FROM after) THEN
        RETURN NULL;
    END IF;
    EXECUTE format($$
        INSERT INTO funnel_days AS known
        SELECT dimension, value, day, sum(sign * visits), sum(sign * views), sum(sign * carts), sum(sign * checkouts), sum(sign * purchases),
               sum(sign * direct_purchases), sum(sign * carts_opened), sum(sign * carts_purchased), sum(sign * carts_abandoned),
               sum(sign * carts_recovered), sum(sign * carts_emptied), sum(sign * abandoned_micros), sum(sign * recovered_micros),
               max(fresh_through)
        FROM %s AS changed
        GROUP BY 1, 2, 3
        ORDER BY 1, 2, 3
        ON CONFLICT (dimension, value, day) DO UPDATE
        SET visits = known.visits + EXCLUDED.visits, views = known.views + EXCLUDED.views, carts = known.carts + EXCLUDED.carts,
            checkouts = known.checkouts + EXCLUDED.checkouts, purchases = known.purchases + EXCLUDED.purchases,
            direct_purchases = known.direct_purchases + EXCLUDED.direct_purchases,
            carts_opened = known.carts_opened + EXCLUDED.carts_opened,
            carts_purchased = known.carts_purchased + EXCLUDED.carts_purchased,
            carts_abandoned = known.carts_abandoned + EXCLUDED.carts_abandoned,
            carts_recovered = known.carts_recovered + EXCLUDED.carts_recovered,
            carts_emptied = known.carts_emptied + EXCLUDED.carts_emptied,
            abandoned_micros = known.abandoned_micros + EXCLUDED.abandoned_micros,
            recovered_micros = known.recovered_micros + EXCLUDED.recovered_micros,
            fresh_through = greatest(known.fresh_through, EXCLUDED.fresh_through) $$, changed);
    RETURN NULL;
END
$function$;

CREATE TRIGGER count_new_funnel_cells AFTER INSERT ON funnel_cells REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_funnel_days();
CREATE TRIGGER count_changed_funnel_cells AFTER UPDATE ON funnel_cells REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_funnel_days();
CREATE TRIGGER count_deleted_funnel_cells AFTER DELETE ON funnel_cells REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION count_funnel_days();
CREATE TRIGGER forget_funnel_days AFTER TRUNCATE ON funnel_cells
    FOR EACH STATEMENT EXECUTE FUNCTION count_funnel_days();

-- The lists in their orders.
DROP INDEX customers_by_location;
CREATE INDEX customers_by_location ON customers (location);
DROP INDEX customers_by_net;
CREATE INDEX customers_by_net ON customers (coalesce(net_micros, 0) DESC, customer_id) WHERE first_seen_at IS NOT NULL;
CREATE INDEX customers_by_orders ON customers (coalesce(orders, 0) DESC, customer_id) WHERE first_seen_at IS NOT NULL;
CREATE INDEX carts_by_state ON carts (state, changed_at, cart_key);
CREATE INDEX carts_by_value ON carts (value_micros, cart_key);
CREATE INDEX carts_by_opening ON carts (opened_day);
CREATE INDEX segment_memberships_of_customer ON segment_memberships (customer_id, at);
CREATE INDEX seasonality_cells_by_freshness ON seasonality_cells (fresh_through);
CREATE INDEX seasonality_cells_by_day ON seasonality_cells (day);
CREATE INDEX purchasing_cells_by_value ON purchasing_cells (dimension, value, day);
CREATE INDEX sales_cells_by_value ON sales_cells (dimension, value, day) WHERE period = 'day';
CREATE INDEX feedback_entries_nps ON feedback_entries (at) INCLUDE (customer_id, score, channel, day) WHERE type = 'nps';
CREATE INDEX feedback_entries_texts ON feedback_entries (at, event_id) WHERE text IS NOT NULL;
