-- Where sessions led, by which paths, and which marketing channels led to orders (analytics.journeys.v1).

-- Steps of sessions by the day and place they began in; times by the day and place of the order.
CREATE TABLE journey_cells (
    day                date        NOT NULL,
    channel            text        NOT NULL,
    device             text        NOT NULL,
    sessions           bigint      NOT NULL,
    conversions        bigint      NOT NULL,
    -- list of {from, to, count}
    steps              jsonb       NOT NULL,
    -- lists of {seconds, count}
    from_session_start jsonb       NOT NULL,
    from_first_touch   jsonb       NOT NULL,
    fresh_through      timestamptz NOT NULL,
    PRIMARY KEY (day, channel, device)
) WITH (fillfactor = 70);

CREATE TABLE journey_paths (
    day           date        NOT NULL,
    channel       text        NOT NULL,
    device        text        NOT NULL,
    outcome       text        NOT NULL,
    -- touchpoints with ' > ' between them
    path          text        NOT NULL,
    sessions      bigint      NOT NULL,
    fresh_through timestamptz NOT NULL,
    PRIMARY KEY (day, outcome, path, channel, device)
) WITH (fillfactor = 70);

-- Orders and their gross value, given to marketing channels by three rules.
CREATE TABLE channel_credits (
    day                date        NOT NULL,
    channel            text        NOT NULL,
    first_touch        bigint      NOT NULL,
    first_touch_micros bigint      NOT NULL,
    last_touch         bigint      NOT NULL,
    last_touch_micros  bigint      NOT NULL,
    -- millionths of orders
    linear_millionths  bigint      NOT NULL,
    linear_micros      bigint      NOT NULL,
    fresh_through      timestamptz NOT NULL,
    PRIMARY KEY (day, channel)
) WITH (fillfactor = 70);

-- The Markov chain's steps; (start), (conversion) and (null) beside the channels.
CREATE TABLE channel_steps (
    day           date        NOT NULL,
    from_channel  text        NOT NULL,
    to_channel    text        NOT NULL,
    count         bigint      NOT NULL,
    fresh_through timestamptz NOT NULL,
    PRIMARY KEY (day, from_channel, to_channel)
) WITH (fillfactor = 70);
