-- Whom anonymous visitors turned out to be (analytics.identities.v1).

CREATE TABLE identities (
    -- anon: and the anonymous id
    visitor_id   text   PRIMARY KEY,
    -- all customers the visitor is or was, for look-ups
    customer_ids text[] NOT NULL,
    -- list of {customer_id, from, until, identified_at}, by time
    spans        jsonb  NOT NULL,
    -- list of {customer_id, at}
    undone       jsonb  NOT NULL
);
CREATE INDEX identities_of_customer ON identities USING gin (customer_ids);

-- Who did what an event says: the customer whom the visitor turned out to be at that time, or whoever the event names.
CREATE FUNCTION person(who text, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN left(who, 5) <> 'anon:' THEN who ELSE coalesce(
        (SELECT span.customer_id
           FROM identities i,
                jsonb_to_recordset(i.spans) AS span(customer_id text, "from" timestamptz, "until" timestamptz)
          WHERE i.visitor_id = who
            AND (span."from" IS NULL OR span."from" <= at)
            AND (span."until" IS NULL OR span."until" > at)),
        who) END
$$;

-- What is withdrawn is gone: a cart that turned out to be another customer's, and what they wrote.
CREATE FUNCTION forget_withdrawn_cart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM carts WHERE cart_key = NEW.cart_key;
    RETURN NULL;
END
$$;
CREATE TRIGGER carts_withdrawn BEFORE INSERT ON carts
    FOR EACH ROW WHEN (NEW.state = 'withdrawn') EXECUTE FUNCTION forget_withdrawn_cart();

CREATE FUNCTION forget_withdrawn_feedback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- all that is said of one customer is in one partition
    DELETE FROM feedback_entries
     WHERE customer_id = NEW.customer_id AND event_id = NEW.event_id
       AND source_partition = NEW.source_partition AND source_offset < NEW.source_offset;
    RETURN NULL;
END
$$;
CREATE TRIGGER feedback_withdrawn BEFORE INSERT ON feedback_entries
    FOR EACH ROW WHEN (NEW.type = 'withdrawn') EXECUTE FUNCTION forget_withdrawn_feedback();
