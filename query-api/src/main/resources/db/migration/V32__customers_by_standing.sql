-- Customers by their RFM scores and by days since the last purchase: who is behind a cell.

CREATE INDEX customers_by_scores ON customers (rfm_recency, rfm_frequency, rfm_monetary) WHERE first_seen_at IS NOT NULL;
CREATE INDEX customers_by_recency ON customers (recency_days) WHERE first_seen_at IS NOT NULL;
