-- Whose an id is at a time. Most ids are customers' own, and a function with a question inside is called for each row; without one it is made part of the statement,
-- so only visitors are looked up.

CREATE FUNCTION person_of_visitor(visitor text, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT span.customer_id
           FROM identities i,
                jsonb_to_recordset(i.spans) AS span(customer_id text, "from" timestamptz, "until" timestamptz)
          WHERE i.visitor_id = visitor
            AND (span."from" IS NULL OR span."from" <= at)
            AND (span."until" IS NULL OR span."until" > at)),
        visitor)
$$;

CREATE OR REPLACE FUNCTION person(who text, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN left(who, 5) <> 'anon:' THEN who ELSE person_of_visitor(who, at) END
$$;
