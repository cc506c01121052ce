-- Who came by which channel in some days is read by these days.

CREATE INDEX customers_by_first_purchase ON customers (first_purchase_at) WHERE first_touch_channel IS NOT NULL;
