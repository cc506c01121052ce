-- How an order was paid stands beside it, so that it can be asked for with everything else; and an order that came from several visitors who are one customer is one.

-- What the purchase says in properties.payment_method, in lower case; of orders whose raw events are gone it is not known.
ALTER TABLE orders ADD COLUMN payment_method text NOT NULL DEFAULT 'unknown';

UPDATE orders o SET payment_method = lower(btrim(e.properties ->> 'payment_method', E' \t\r\n'))
FROM events e
WHERE e.customer_id = o.customer_id AND e.occurred_at = o.occurred_at AND e.event_id = o.event_id
  AND jsonb_typeof(e.properties -> 'payment_method') = 'string'
  AND length(btrim(e.properties ->> 'payment_method', E' \t\r\n')) BETWEEN 1 AND 64;

-- Visitors' orders by themselves, so that all orders are read once to tell whose they are.
CREATE INDEX orders_of_visitors ON orders (customer_id, occurred_at) WHERE left(customer_id, 5) = 'anon:';

-- Of an order that came from a visitor and from the customer the customer's own stands; of several visitors of one customer the one that the log had first.
CREATE OR REPLACE VIEW orders_of_persons AS
SELECT o.customer_id AS person_id, o.* FROM orders o WHERE left(o.customer_id, 5) <> 'anon:'
UNION ALL
SELECT s.customer_id, o.* FROM visitor_spans s
JOIN orders o ON o.customer_id = s.visitor_id AND o.occurred_at >= s.from_at AND o.occurred_at < s.until_at
WHERE left(o.customer_id, 5) = 'anon:'
  AND NOT EXISTS (SELECT 1 FROM orders own WHERE own.customer_id = s.customer_id AND own.order_id = o.order_id)
  AND NOT EXISTS (
      SELECT 1 FROM visitor_spans other
      JOIN orders first ON first.customer_id = other.visitor_id AND first.occurred_at >= other.from_at AND first.occurred_at < other.until_at
      WHERE left(first.customer_id, 5) = 'anon:' AND other.customer_id = s.customer_id AND first.order_id = o.order_id
        AND (first.appended_at, first.customer_id) < (o.appended_at, o.customer_id))
UNION ALL
SELECT o.customer_id, o.* FROM orders o
WHERE left(o.customer_id, 5) = 'anon:' AND NOT EXISTS (
    SELECT 1 FROM visitor_spans s WHERE s.visitor_id = o.customer_id AND o.occurred_at >= s.from_at AND o.occurred_at < s.until_at);
