-- Loyalty and referrals by month (analytics.growth.v1), and each customer's own part. A month is its first day.

ALTER TABLE customers
    -- null for who never was a member
    ADD COLUMN loyalty_since        date,
    -- null for who is none any more
    ADD COLUMN loyalty_tier         text,
    ADD COLUMN loyalty_balance      bigint,
    ADD COLUMN loyalty_earned_12m   bigint,
    ADD COLUMN loyalty_expires_next bigint,
    ADD COLUMN loyalty_expires_on   date;

-- What happened in a month; of months to come, what is bound to happen. Running sums say how things stand.
CREATE TABLE loyalty_cells (
    dimension     text        NOT NULL,
    month         date        NOT NULL,
    value         text        NOT NULL,
    customers     bigint      NOT NULL,
    joined        bigint      NOT NULL,
    left_members  bigint      NOT NULL,
    upgraded      bigint      NOT NULL,
    downgraded    bigint      NOT NULL,
    earned        bigint      NOT NULL,
    taken_back    bigint      NOT NULL,
    redeemed      bigint      NOT NULL,
    expired       bigint      NOT NULL,
    open_change   bigint      NOT NULL,
    fresh_through timestamptz NOT NULL,
    PRIMARY KEY (dimension, month, value)
) WITH (fillfactor = 70);

-- Customers with alike first orders, members and others, and how many came back within 90 days.
CREATE TABLE loyalty_strata (
    month         date        NOT NULL,
    band          text        NOT NULL,
    country       text        NOT NULL,
    members       bigint      NOT NULL,
    members_back  bigint      NOT NULL,
    others        bigint      NOT NULL,
    others_back   bigint      NOT NULL,
    fresh_through timestamptz NOT NULL,
    PRIMARY KEY (month, band, country)
) WITH (fillfactor = 70);

CREATE TABLE referral_cells (
    dimension     text        NOT NULL,
    month         date        NOT NULL,
    value         text        NOT NULL,
    sent          bigint      NOT NULL,
    converted     bigint      NOT NULL,
    bought        bigint      NOT NULL,
    rewards       bigint      NOT NULL,
    reward_micros bigint      NOT NULL,
    customers     bigint      NOT NULL,
    returned      bigint      NOT NULL,
    orders        bigint      NOT NULL,
    net_micros    bigint      NOT NULL,
    fresh_through timestamptz NOT NULL,
    PRIMARY KEY (dimension, month, value)
) WITH (fillfactor = 70);
