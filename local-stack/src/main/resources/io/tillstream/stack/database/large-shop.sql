-- Rows of a shop with two years of sales until 2024-06-30, as many as asked for; each statement ends in a semicolon at the end of a line. See LargeShop.

INSERT INTO customers (customer_id, first_seen_at, last_seen_at, first_purchase_at, last_purchase_at, orders, units,
    gross_micros, refund_micros, net_micros, average_order_micros, recency_days, sessions, rfm_recency, rfm_frequency,
    rfm_monetary, segment, churn_tier, churn_method, age_group, gender, location, country, channel, behaviours,
    custom_segments, churn_probability, churn_reasons, purchase_probability, value_expected_micros,
    value_alive_probability, value_expected_orders, cluster_rank, cluster_tier, loyalty_since, loyalty_tier,
    loyalty_balance, loyalty_earned_12m, first_touch_channel, first_touch_campaign, as_of, fresh_through, lifetime_days, active_days,
    product_variety, churn_base_rate, churn_other, churn_model, purchase_model, value_low_micros, value_high_micros, value_model,
    cluster_model)
SELECT n::text, seen, seen, bought, bought, CASE WHEN bought IS NULL THEN 0 ELSE 1 + n % 7 END, n % 20, net, 0, net, net,
    n % 700, n % 30, 1 + n % 5, 1 + n / 5 % 5, 1 + n / 25 % 5,
    (ARRAY['Champions', 'Loyal', 'Lost', 'At Risk', 'Hibernating'])[1 + n % 5],
    CASE WHEN bought IS NOT NULL THEN (ARRAY['Low', 'Medium', 'High'])[1 + n / 3 % 3] END,
    CASE WHEN bought IS NOT NULL THEN 'm1' END, (ARRAY['18-25', '26-35', '36-45', NULL])[1 + n % 4],
    (ARRAY['female', 'male', NULL])[1 + n % 3], 'town-' || n % 500, (ARRAY['DE', 'US', 'FR', NULL])[1 + n % 7 % 4],
    (ARRAY['web', 'app', 'store'])[1 + n % 3],
    CASE WHEN n % 9 = 0 THEN ARRAY['Bargain Hunter'] ELSE '{}' END, CASE WHEN n % 50 = 0 THEN ARRAY['1'] ELSE '{}' END,
    CASE WHEN bought IS NOT NULL THEN n % 101 / 100.0 END,
    CASE WHEN bought IS NOT NULL THEN jsonb_build_array(jsonb_build_object('feature', 'orders', 'value', 1,
        'contribution', (n % 21 - 10) / 100.0)) END,
    CASE WHEN bought IS NOT NULL THEN n % 97 / 100.0 END, CASE WHEN bought IS NOT NULL THEN n::bigint * 104729 % 1000033 END,
    CASE WHEN bought IS NOT NULL THEN n % 89 / 88.0 END, 1.5, CASE WHEN bought IS NOT NULL THEN 1 + n % 4 END,
    CASE WHEN bought IS NOT NULL THEN (ARRAY['Platinum', 'Gold', 'Silver', 'Bronze'])[1 + n % 4] END,
    CASE WHEN n % 4 = 0 THEN date '2023-01-01' END, CASE WHEN n % 4 = 0 THEN 'gold' END, n % 1000, n % 500,
    (ARRAY['email', 'ads', 'direct'])[1 + n % 3], 'spring', timestamptz '2024-07-01', seen, n % 300, n % 9, n % 12, 0.3, 0.01, 'm1', 'm1',
    n::bigint * 104729 % 1000033 / 2, n::bigint * 104729 % 1000033 * 2, 'm1', 'm1'
FROM (SELECT n, timestamptz '2022-07-01' + n * interval '730 days' / :customers AS seen,
        CASE WHEN n % 3 > 0 THEN timestamptz '2022-07-02' + n * interval '728 days' / :customers END AS bought,
        n::bigint * 7919 % 1000003 * 1000 AS net
    FROM generate_series(:first, :last) AS n) AS made;

INSERT INTO orders
SELECT (1 + n % :customers)::text, 'o' || n, 'e' || n, at, at::date, 50000000, 2, 2, (ARRAY['web', 'app', 'store'])[1 + n % 3],
    (ARRAY['mobile', 'desktop'])[1 + n % 2], (ARRAY['DE', 'US', 'FR'])[1 + n % 3], 'town-' || n % 500,
    (ARRAY['18-25', '26-35', 'unknown'])[1 + n % 3], 's' || n, NULL, NULL, NULL, NULL, at
FROM (SELECT n, timestamptz '2022-07-01' + n * interval '730 days' / :orders AS at FROM generate_series(1, :orders) AS n) AS made;

INSERT INTO order_lines
SELECT customer_id, order_id, 1, (1 + right(customer_id, 2)::int % 100)::text, 'Title', 'category-' || right(customer_id, 1),
    'brand', 25000000, 2, 0, 50000000 FROM orders;

INSERT INTO refunds
SELECT customer_id, 'r' || event_id, order_id, occurred_at, day, 1000000, 1, channel, device, country, location, age_group,
    appended_at FROM orders WHERE right(order_id, 1) = '1';

INSERT INTO refund_lines
SELECT customer_id, event_id, 1, '1', 'category-1', 1, 1000000 FROM refunds;

INSERT INTO carts
SELECT 'k' || n, (1 + n % :customers)::text, 'c' || n, (ARRAY['abandoned', 'recovered', 'purchased', 'emptied', 'open'])[1 + n % 5],
    at, at::date, at, n::bigint * 7919 % 1000003 * 1000,
    jsonb_build_array(jsonb_build_object('product_id', (n % 100)::text, 'title', 'Title', 'category', 'category-' || n % 10)),
    NULL FROM (SELECT n, timestamptz '2022-07-01' + n * interval '730 days' / :carts AS at
      FROM generate_series(1, :carts) AS n) AS made;

INSERT INTO events (customer_id, occurred_at, event_id, action, session_id, details, appended_at)
SELECT (1 + n % :customers)::text, timestamptz '2024-01-01' + n * interval '180 days' / :events, 'v' || n,
    (ARRAY['page_view', 'view_item', 'purchase', 'ticket_opened'])[1 + n % 4], 's' || n, '{}', now()
FROM generate_series(1, :events) AS n;

INSERT INTO segment_transitions
SELECT 0, n, (1 + n % :customers)::text, 'Loyal', 'Lost', '333', '111', 'recency', timestamptz '2022-07-01' + n * interval '730 days' / :carts
FROM generate_series(1, :carts) AS n;

INSERT INTO segment_memberships
SELECT 0, n, (n % 20)::text, 'Segment', (1 + n % :customers)::text, 'entered', timestamptz '2022-07-01' + n * interval '730 days' / :few
FROM generate_series(1, :few) AS n;

INSERT INTO feedback_entries
SELECT 0, n, 'f' || n, (1 + n % :customers)::text, at, at::date, (ARRAY['nps', 'csat', 'review', 'complaint'])[1 + n % 4],
    CASE WHEN n % 4 < 2 THEN n % 5 + 1 END, CASE WHEN n % 4 > 1 THEN n % 5 + 1 END,
    CASE WHEN n % 40 = 3 THEN 'The delivery was late again' END, 0.1, (ARRAY['positive', 'neutral', 'negative'])[1 + n % 3],
    (n % 100)::text, NULL, (ARRAY['web', 'app', 'store'])[1 + n % 3]
FROM (SELECT n, timestamptz '2022-07-01' + n * interval '730 days' / :carts AS at FROM generate_series(1, :carts) AS n) AS made;

INSERT INTO identities
SELECT 'anon:' || n, ARRAY[n::text], '[]', '[]' FROM generate_series(1, :few) AS n;

INSERT INTO sales_cells
SELECT 'day', day, dimension, dimension || '-' || v, 'Title', 'category-1', 3, 6, 9000000, 0, 9000000, 0, 0, 3, 20, 9, 5, now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day,
    (VALUES ('product', :products), ('category', 10), ('location', 20), ('country', 4), ('age_group', 6)) AS d (dimension, many),
    generate_series(0, many - 1) AS v;

INSERT INTO sales_cells
SELECT 'day', day, 'total', 'all', NULL, NULL, 164, 328, 8200000000, 0, 8200000000, 0, 0, 160, 0, 0, NULL, now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day;

INSERT INTO sales_cells
SELECT 'all', NULL, dimension, dimension || '-' || v, 'Title', 'category-1', 3, 6, 9000000, 0, 9000000, 0, 0, 3, 20, 9, 5, now()
FROM (VALUES ('product', :products), ('category', 10), ('location', 500), ('country', 4), ('age_group', 6)) AS d (dimension, many),
    generate_series(0, many - 1) AS v;

INSERT INTO sales_cells VALUES ('all', NULL, 'total', 'all', NULL, NULL, 120000, 240000, 6000000000000, 0, 6000000000000, 0, 0,
    60000, 0, 0, NULL, now());

INSERT INTO product_cart_cells
SELECT 'day', day, 'product', 'product-' || v, 3, 2, 1, now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day, generate_series(0, least(:products, 100) - 1) AS v;

INSERT INTO product_cart_cells
SELECT 'all', NULL, 'product', 'product-' || v, 3, 2, 1, now() FROM generate_series(0, :products - 1) AS v;

INSERT INTO funnel_cells
SELECT hour, hour::date, dimension, value, 90, 60, 30, 20, 9, 1, 30, 9, 15, 3, 2, 500000000, 100000000, now()
FROM generate_series(timestamptz '2022-07-01', timestamptz '2024-06-30 23:00Z', interval '1 hour') AS hour,
    (VALUES ('total', 'all'), ('device', 'mobile'), ('device', 'desktop'), ('channel', 'web'), ('country', 'DE'),
        ('country', 'US')) AS d (dimension, value);

INSERT INTO seasonality_cells
SELECT hour, hour::date, extract(hour FROM hour)::int, extract(isodow FROM hour)::int, 7, 14, 350000000, 90, now()
FROM generate_series(timestamptz '2022-07-01', timestamptz '2024-06-30 23:00Z', interval '1 hour') AS hour;

INSERT INTO purchasing_cells
SELECT dimension, day, dimension || '-' || v, 9, 18, 9, 450000000, 0, 0, 0, 0, 0, '[]', '[]', '[]', now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day,
    (VALUES ('channel', 5), ('device', 4), ('payment_method', 6), ('total', 1)) AS d (dimension, many),
    generate_series(0, many - 1) AS v;

INSERT INTO rfm_cut_points VALUES ('rfm', '2024-07-01', '2024-06-30 23:00Z', 40000, true, '{}', '{}', '{}');

INSERT INTO acquisition_cells
SELECT month, 0, channel, 'spring', 900, 90, 90, 120, 6000000000, 100000000, now()
FROM generate_series(date '2022-07-01', date '2024-06-01', interval '1 month') AS month,
    (VALUES ('email'), ('ads'), ('direct')) AS c (channel);

INSERT INTO journey_cells
SELECT day, channel, device, 90, 9, '[{"from":"start","to":"home","count":90},{"from":"home","to":"leave","count":81},{"from":"home","to":"conversion","count":9}]',
    '[{"seconds":600,"count":9}]', '[{"seconds":86400,"count":9}]', now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day,
    (VALUES ('web'), ('app'), ('store')) AS c (channel), (VALUES ('mobile'), ('desktop')) AS d (device);

INSERT INTO journey_paths
SELECT day, channel, 'mobile', outcome, 'home > product-' || v, 3, now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day,
    (VALUES ('web'), ('app')) AS c (channel), (VALUES ('conversion'), ('leave')) AS o (outcome), generate_series(0, 39) AS v;

INSERT INTO channel_credits
SELECT day, channel, 9, 450000000, 9, 450000000, 9000000, 450000000, now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day,
    (VALUES ('google / cpc'), ('direct'), ('newsletter / email')) AS c (channel);

INSERT INTO channel_steps
SELECT day, source, target, 9, now()
FROM generate_series(date '2022-07-01', date '2024-06-30', interval '1 day') AS day,
    (VALUES ('(start)'), ('google / cpc'), ('direct'), ('newsletter / email')) AS f (source),
    (VALUES ('google / cpc'), ('direct'), ('newsletter / email'), ('(conversion)'), ('(null)')) AS t (target)
WHERE source <> target;
