-- Who is of a cohort is read by the time of the first purchase.

CREATE INDEX customers_by_cohort ON customers (first_purchase_at) WHERE first_seen_at IS NOT NULL;
