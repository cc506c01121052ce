-- Churn in sums that follow every change of a customer, so that no request counts all customers; and the orders of the calling lists.

-- Tenth of a probability, 0 to 9; null without one.
CREATE FUNCTION churn_tenth(probability double precision) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN probability IS NULL THEN NULL ELSE greatest(least(floor(probability * 10)::int, 9), 0) END $$;

-- What a customer is worth: by the cluster, and where there is none by the monetary score.
CREATE FUNCTION customer_worth(cluster_tier text, rfm_monetary integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN cluster_tier IN ('Platinum', 'Gold') THEN 'high' WHEN cluster_tier = 'Silver' THEN 'middle'
               WHEN cluster_tier IS NOT NULL THEN 'low'
               WHEN rfm_monetary >= 4 THEN 'high' WHEN rfm_monetary = 3 THEN 'middle' ELSE 'low' END $$;

-- Customers with a churn tier by all filters but the location, whose values are too many. Null stands for not known.
CREATE TABLE churn_cells (
    churn_tier      text   NOT NULL,
    tenth           integer,
    worth           text   NOT NULL,
    segment         text,
    country         text,
    age_group       text,
    gender          text,
    channel         text,
    cluster_tier    text,
    customers       bigint NOT NULL,
    net_micros      bigint NOT NULL,
    -- in billionths, so that adding and taking away leaves nothing behind
    probability_sum bigint NOT NULL,
    -- customers with an expected spend
    valued          bigint NOT NULL,
    expected_micros bigint NOT NULL,
    CONSTRAINT churn_cells_key UNIQUE NULLS NOT DISTINCT
        (churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier)
) WITH (fillfactor = 50);

-- Features among the reasons of these customers; contributions in 1/10,000, as they are published.
CREATE TABLE churn_reason_cells (
    churn_tier   text   NOT NULL,
    segment      text,
    country      text,
    age_group    text,
    gender       text,
    channel      text,
    cluster_tier text,
    feature      text   NOT NULL,
    customers    bigint NOT NULL,
    raised       bigint NOT NULL,
    contribution bigint NOT NULL,
    strength     bigint NOT NULL,
    CONSTRAINT churn_reason_cells_key UNIQUE NULLS NOT DISTINCT
        (churn_tier, segment, country, age_group, gender, channel, cluster_tier, feature)
) WITH (fillfactor = 50);

-- How tiers came about.
CREATE TABLE churn_methods (
    churn_method text PRIMARY KEY,
    customers    bigint NOT NULL
) WITH (fillfactor = 50);

-- What one customer adds to the cells, for the filter that they do not know.
CREATE VIEW churn_facts AS
SELECT churn_tier, churn_tenth(churn_probability) AS tenth, customer_worth(cluster_tier, rfm_monetary) AS worth, segment,
       country, age_group, gender, channel, cluster_tier, location, 1 AS customers, net_micros,
       coalesce(round(churn_probability * 1e9), 0)::bigint AS probability_sum,
       (value_expected_micros IS NOT NULL)::int AS valued, coalesce(value_expected_micros, 0) AS expected_micros
FROM customers
WHERE churn_tier IS NOT NULL;

CREATE VIEW churn_reason_facts AS
SELECT churn_tier, segment, country, age_group, gender, channel, cluster_tier, location, reason ->> 'feature' AS feature,
       1 AS customers, ((reason ->> 'contribution')::float8 > 0)::int AS raised,
       round((reason ->> 'contribution')::float8 * 10000)::bigint AS contribution,
       abs(round((reason ->> 'contribution')::float8 * 10000))::bigint AS strength
FROM customers, jsonb_array_elements(churn_reasons) AS reason
WHERE churn_tier IS NOT NULL;

INSERT INTO churn_cells
SELECT churn_tier, tenth, worth, segment, country, age_group, gender, channel, cluster_tier, sum(customers), sum(net_micros),
       sum(probability_sum), sum(valued), sum(expected_micros)
FROM churn_facts
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

INSERT INTO churn_reason_cells
SELECT churn_tier, segment, country, age_group, gender, channel, cluster_tier, feature, sum(customers), sum(raised),
       sum(contribution), sum(strength)
FROM churn_reason_facts
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

INSERT INTO churn_methods
SELECT churn_method, count(*) FROM customers WHERE churn_method IS NOT NULL GROUP BY 1;

-- Once per statement, however many customers it changes: what they counted before is taken away, what they count now is added. Cells are written in the
-- order of their keys, so that two writers wait for each other instead of locking each other.
CREATE FUNCTION count_churn() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS
$function$
DECLARE
    changed CONSTANT text := CASE TG_OP
        WHEN 'INSERT' THEN '(SELECT 1 AS sign, * FROM after)'
        WHEN 'DELETE' THEN '(SELECT -1 AS sign, * FROM before)'
        ELSE '(SELECT 1 AS sign, * FROM after UNION ALL SELECT -1, * FROM before)' END;
BEGIN
    EXECUTE format($$
        INSERT INTO churn_cells AS cell
        SELECT churn_tier, churn_tenth(churn_probability), customer_worth(cluster_tier, rfm_monetary), segment, country,
               age_group, gender, channel, cluster_tier, sum(sign), coalesce(sum(sign * net_micros), 0),
               coalesce(sum(sign * round(churn_probability * 1e9)::bigint), 0),
               coalesce(sum(sign) FILTER (WHERE value_expected_micros IS NOT NULL), 0),
               coalesce(sum(sign * value_expected_micros), 0)
        FROM %s AS changed WHERE churn_tier IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        HAVING sum(sign) <> 0 OR sum(sign * net_micros) <> 0 OR sum(sign * round(churn_probability * 1e9)::bigint) <> 0
            OR sum(sign) FILTER (WHERE value_expected_micros IS NOT NULL) <> 0 OR sum(sign * value_expected_micros) <> 0
        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        ON CONFLICT ON CONSTRAINT churn_cells_key DO UPDATE
        SET customers = cell.customers + EXCLUDED.customers, net_micros = cell.net_micros + EXCLUDED.net_micros,
            probability_sum = cell.probability_sum + EXCLUDED.probability_sum, valued = cell.valued + EXCLUDED.valued,
            expected_micros = cell.expected_micros + EXCLUDED.expected_micros $$, changed);
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

CREATE TRIGGER churn_of_new_customers AFTER INSERT ON customers REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_churn();
CREATE TRIGGER churn_of_changed_customers AFTER UPDATE ON customers REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_churn();
CREATE TRIGGER churn_of_deleted_customers AFTER DELETE ON customers REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION count_churn();

-- Calling lists, greatest first: the expressions are those of the lists, word for word.
CREATE INDEX customers_by_worth ON customers (coalesce(value_expected_micros, net_micros, 0) DESC, customer_id)
    WHERE churn_tier IS NOT NULL;
CREATE INDEX customers_by_churn ON customers ((coalesce(floor(churn_probability * 1e9), 0)::bigint) DESC, customer_id)
    WHERE churn_tier IS NOT NULL;
CREATE INDEX customers_by_value_at_risk
    ON customers ((coalesce(round(churn_probability * value_expected_micros), 0)::bigint) DESC, customer_id)
    WHERE churn_tier IS NOT NULL;
CREATE INDEX customers_by_purchase_chance
    ON customers ((coalesce(floor(purchase_probability * 1e9), 0)::bigint) DESC, customer_id)
    WHERE purchase_probability IS NOT NULL;
CREATE INDEX customers_by_location ON customers (location) WHERE churn_tier IS NOT NULL;
