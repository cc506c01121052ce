package io.tillstream.query.cohorts;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;

/** Cohorts and months of some buyers as the cells of all, told from their orders and refunds by the rules of those. */
final class BuyersOf {

    /** A refund from before the first purchase counts in the cohort's first month. */
    private static final String COHORTS =
            ", done AS (SELECT value, cohort, month, count(*) AS customers, sum(orders) AS orders, sum(gross_micros) AS revenue_micros FROM"
                    + " (SELECT f.value, f.cohort, who, b.month, count(*) AS orders, sum(b.gross_micros) AS gross_micros"
                    + " FROM bought b JOIN buyers f USING (who) GROUP BY 1, 2, 3, 4) AS months GROUP BY 1, 2, 3"
                    + " UNION ALL SELECT f.value, f.cohort, date_trunc('month', r.day::timestamp)::date, 0, 0, -sum(r.amount_micros)"
                    + " FROM refunds r JOIN buyers f ON f.who = person(r.customer_id, r.occurred_at) GROUP BY 1, 2, 3)"
                    + " SELECT value, cohort, greatest(0, (extract(year FROM month) - extract(year FROM cohort)) * 12"
                    + " + extract(month FROM month) - extract(month FROM cohort))::int AS months_since,"
                    + " sum(customers)::bigint AS customers, sum(orders)::bigint AS orders, sum(revenue_micros)::bigint AS revenue_micros"
                    + " FROM done WHERE true";

    /** A month says something of the month with purchases before it, and of when the customer lapses unless another follows. */
    private static final String MONTHS =
            ", days AS (SELECT who, b.month, min(b.day) AS first_day, max(b.day) AS last_day FROM bought b JOIN buyers USING (who)"
                    + " GROUP BY 1, 2),"
                    + " turns AS (SELECT month, first_day - lag(last_day) OVER turn AS days_away,"
                    + " lag(month) OVER turn AS month_before, lead(month) OVER turn AS month_after,"
                    + " (date_trunc('month', (last_day + 90)::timestamp) + interval '1 month')::date AS lapses"
                    + " FROM days WINDOW turn AS (PARTITION BY who ORDER BY month)),"
                    + " told AS (SELECT month, 1 AS customers, (days_away IS NULL)::int AS new_customers,"
                    + " coalesce(days_away <= 90, false)::int AS returning_customers, coalesce(days_away > 90, false)::int AS reactivated,"
                    + " coalesce(month_before = month - interval '1 month', false)::int AS retained, 0 AS lapsing, 0 AS won_back FROM turns"
                    + " UNION ALL SELECT lapses, 0, 0, 0, 0, 0, 1, 0 FROM turns WHERE month_after IS NULL OR month_after >= lapses"
                    + " UNION ALL SELECT month_after, 0, 0, 0, 0, 0, 0, 1 FROM turns WHERE month_after >= lapses)"
                    + " SELECT month, sum(customers)::bigint AS customers, sum(new_customers)::bigint AS new_customers,"
                    + " sum(returning_customers)::bigint AS returning_customers, sum(reactivated)::bigint AS reactivated,"
                    + " sum(retained)::bigint AS retained, sum(lapsing)::bigint AS lapsing, sum(won_back)::bigint AS won_back"
                    + " FROM told GROUP BY month ORDER BY month";

    private BuyersOf() {}

    /** Cells of cohorts, split by total, channel, category or country of the first purchase. */
    static Sql cohorts(String by, Filters filters) {
        return FirstPurchases.buyers(by, filters).add(COHORTS);
    }

    /** The calendar months of which something is known, to come ones too. */
    static Sql months(Filters filters) {
        return FirstPurchases.buyers("total", filters).add(MONTHS);
    }
}
