-- Where customers come from and what becomes of messages (analytics.growth.v1), and the first visit of each customer.

CREATE TABLE acquisition_cells (
    -- first day of the month of the first visit, of the first purchase, or of the spending
    cohort         date        NOT NULL,
    months_since   integer     NOT NULL,
    channel        text        NOT NULL,
    campaign       text        NOT NULL,
    visitors       bigint      NOT NULL,
    converted      bigint      NOT NULL,
    customers      bigint      NOT NULL,
    orders         bigint      NOT NULL,
    revenue_micros bigint      NOT NULL,
    spend_micros   bigint      NOT NULL,
    fresh_through  timestamptz NOT NULL,
    PRIMARY KEY (cohort, months_since, channel, campaign)
) WITH (fillfactor = 70);

CREATE TABLE communication_cells (
    dimension        text        NOT NULL,
    -- day of the sending; null for people, who are counted over all time
    day              date,
    channel          text        NOT NULL,
    value            text        NOT NULL,
    sent             bigint      NOT NULL,
    delivered        bigint      NOT NULL,
    opened           bigint      NOT NULL,
    clicked          bigint      NOT NULL,
    converted        bigint      NOT NULL,
    unsubscribed     bigint      NOT NULL,
    delivery_reports bigint      NOT NULL,
    orders           bigint      NOT NULL,
    gross_micros     bigint      NOT NULL,
    fresh_through    timestamptz NOT NULL,
    CONSTRAINT communication_cells_key UNIQUE NULLS NOT DISTINCT (dimension, day, channel, value)
) WITH (fillfactor = 70);


-- marketing channel and campaign of the first visit; null without a visit
ALTER TABLE customers
    ADD COLUMN first_touch_channel  text,
    ADD COLUMN first_touch_campaign text;
