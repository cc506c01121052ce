-- Finding a customer by the beginning of an id, of a name or last name, or of an e-mail address, byte by byte; moves between segments by time; what somebody did.

CREATE INDEX customers_by_id_beginning ON customers (customer_id text_pattern_ops);
CREATE INDEX customers_by_name_beginning ON customers (lower(name) text_pattern_ops) WHERE name IS NOT NULL;
CREATE INDEX customers_by_last_name_beginning ON customers (lower(regexp_replace(name, '^.* ', '')) text_pattern_ops) WHERE name IS NOT NULL;
CREATE INDEX customers_by_email_beginning ON customers (lower(email) text_pattern_ops) WHERE email IS NOT NULL;

CREATE INDEX segment_transitions_by_time ON segment_transitions (at);

CREATE INDEX audit_log_by_actor ON audit_log (actor, id);
