-- Customers behind a mark of a chart, and what segments did: found by kinds of events that are rare, and by the funnel's own rule.

CREATE INDEX events_of_rare_actions ON events (action, occurred_at)
WHERE action IN ('ticket_opened', 'ticket_updated', 'ticket_resolved', 'referral_sent', 'referral_converted', 'message_sent',
                 'message_delivered', 'message_opened', 'message_clicked', 'message_unsubscribed');

-- Customers of whom a run through the funnel began between two times (null: at any time) and reached a step: 0 visit, 1 view_item, 2 add_to_cart,
-- 3 begin_checkout, 4 purchase. A step counts only after the one before it, in the same session or within 24 hours of the first. It is told in the order of time, once
-- for each customer; runs that began up to three days before are followed, since what belongs to them begins none of its own.
CREATE FUNCTION reached_funnel(step integer, since timestamptz, until timestamptz) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    event record;
    customer text;
    is_told boolean;
    is_open boolean;
    is_current boolean;
    level integer;
    first_at timestamptz;
    last_at timestamptz;
BEGIN
    FOR event IN
        SELECT person(customer_id, occurred_at) AS who, occurred_at AS at,
               CASE action WHEN 'view_item' THEN 1 WHEN 'add_to_cart' THEN 2 WHEN 'begin_checkout' THEN 3 WHEN 'purchase' THEN 4 ELSE 0 END AS kind
          FROM events
         WHERE action IN ('page_view', 'search', 'view_item', 'add_to_cart', 'remove_from_cart', 'begin_checkout', 'purchase')
           AND occurred_at >= coalesce(since - interval '3 days', '-infinity') AND occurred_at < coalesce(until + interval '3 days', 'infinity')
         ORDER BY 1, 2, appended_at, event_id
    LOOP
        IF event.who IS DISTINCT FROM customer THEN
            customer := event.who;
            is_told := false;
            is_open := false;
        END IF;
        CONTINUE WHEN is_told;
        is_current := is_open AND (event.at - last_at < interval '30 minutes' OR event.at <= first_at + interval '24 hours');
        IF event.kind = 4 THEN
            CONTINUE WHEN NOT (is_current AND level = 3);
            level := 4;
            is_open := false;
        ELSE
            IF NOT is_current THEN
                is_open := true;
                level := 0;
                first_at := event.at;
            END IF;
            last_at := event.at;
            level := CASE WHEN event.kind = level + 1 THEN event.kind ELSE level END;
        END IF;
        IF level >= step AND first_at >= coalesce(since, '-infinity') AND first_at < coalesce(until, 'infinity') THEN
            is_told := true;
            RETURN NEXT customer;
        END IF;
    END LOOP;
END
$$;
