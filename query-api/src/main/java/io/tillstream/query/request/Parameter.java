package io.tillstream.query.request;

import java.util.List;
import java.util.Locale;

/** Every query parameter of the API: its name on the wire is the constant's in lower case, its meaning is the same everywhere. */
public enum Parameter {
    FROM("First business day, as 2024-01-31.", Kind.DAY),
    TO("Last business day, included.", Kind.DAY),
    AS_OF("As things stood when this business day ended: later days do not count.", Kind.DAY),
    CATEGORY("Product category; 'unknown' where the shop did not say.", Kind.TEXT),
    LOCATION("City or region.", Kind.TEXT),
    COUNTRY("Country, as the shop writes it.", Kind.TEXT),
    AGE_GROUP("18-25, 26-35, 36-45, 46-55, 55+ or unknown.", Kind.TEXT),
    GENDER("As the shop writes it.", Kind.TEXT),
    SEGMENT("RFM segment, for example Champions.", Kind.TEXT),
    TIER("Churn tier: Low, Medium or High.", Kind.TEXT, "Low", "Medium", "High"),
    CHANNEL("Channel: of sales, for example web; of first visits and messages, for example email.", Kind.TEXT),
    CAMPAIGN("Campaign of first visits or messages.", Kind.TEXT),
    DEVICE("Device, for example mobile.", Kind.TEXT),
    PAYMENT_METHOD("How the order was paid, in lower case; 'unknown' where the shop did not say.", Kind.TEXT),
    CUSTOMER("Customer id.", Kind.TEXT),
    SEARCH(
            "Beginning of a customer's id; for who may see personal data, of a name, last name or e-mail address as well.",
            Kind.TEXT),
    ACTION("Action of the event, for example purchase.", Kind.TEXT),
    ACTOR("Name of who did it.", Kind.TEXT),
    KIND("What to list; of transactions purchase or refund, of a time line a kind of entry.", Kind.TEXT),
    STATE(
            "State of a cart: open, abandoned, recovered, purchased, emptied; of an alert: raised, cleared; of a record in"
                    + " quarantine: open, waiting, repaired, replaying, replayed, discarded.",
            Kind.TEXT),
    GROUP("Records in quarantine that have the same fault, by the id of the group.", Kind.TEXT),
    FIELD("Field that is wrong, for example items[0].price; with * for numbers it means all of its kind.", Kind.TEXT),
    REASON("What is wrong with it; with * for numbers it means all of its kind.", Kind.TEXT),
    SOURCE("The way in: log, or a format such as segment.", Kind.TEXT),
    WRITE_KEY("Name of the write key.", Kind.TEXT),
    CLUSTER("Tier of the customer's cluster.", Kind.TEXT, "Platinum", "Gold", "Silver", "Bronze"),
    BEHAVIOUR("Behavioural segment, for example Frequent Buyer.", Kind.TEXT),
    CUSTOM_SEGMENT("Id of a custom segment.", Kind.TEXT),
    COHORT("Month of a customer's first purchase, as 2024-01.", Kind.MONTH),
    BOUGHT_IN("Month in which a customer bought, as 2024-01.", Kind.MONTH),
    CART(
            "State of a cart that a customer has; with from and to, of one that was opened on these days.",
            Kind.TEXT,
            "open",
            "abandoned",
            "recovered",
            "purchased",
            "emptied"),
    FUNNEL(
            "Step of the funnel that a visit of the customer reached; with from and to, a visit that began on these days.",
            Kind.TEXT,
            "visit",
            "view_item",
            "add_to_cart",
            "begin_checkout",
            "purchase"),
    ANSWERED(
            "What the customer answered when asked to recommend the shop; with from and to, on these days; channel is that of the answer.",
            Kind.TEXT,
            "promoters",
            "passives",
            "detractors"),
    REFERRAL(
            "Whether the customer sent a referral, came by one, or came by one and bought; with from and to, on these days.",
            Kind.TEXT,
            "sent",
            "came",
            "bought"),
    DID(
            "What the customer did, as a visitor too; with from and to, on these days.",
            Kind.TEXT,
            "page_view",
            "search",
            "view_item",
            "add_to_cart",
            "begin_checkout",
            "abandon",
            "purchase",
            "refund",
            "ticket_opened",
            "ticket_resolved"),
    TICKET("Category of a ticket that the customer opened; with from and to, on these days.", Kind.TEXT),
    FIRST_CHANNEL(
            "Marketing channel of the customer's first visit, of those who have bought; with from and to, for the first time on these days.",
            Kind.TEXT),
    FIRST_CAMPAIGN(
            "Campaign of the customer's first visit, of those who have bought; with from and to, for the first time on these days.",
            Kind.TEXT),
    LOYALTY_TIER("Tier of the customer in the loyalty program, as the shop calls it.", Kind.TEXT),
    DIMENSION("What to split by.", Kind.TEXT),
    BY("What the first purchase said, to split cohorts by.", Kind.TEXT, "total", "channel", "category", "country"),
    MEASURE("What a cell says.", Kind.TEXT, "retention", "customers", "orders", "revenue", "revenue_per_customer"),
    PRODUCT("Product id.", Kind.TEXT),
    TYPE(
            "Kind of answer or feedback.",
            Kind.TEXT,
            "nps",
            "csat",
            "satisfaction",
            "review",
            "complaint",
            "suggestion",
            "compliment"),
    STATUS(
            "Where the shop stands with what a customer answered or wrote.",
            Kind.TEXT,
            "new",
            "in_progress",
            "resolved",
            "closed"),
    MOOD("How a text sounds.", Kind.TEXT, "positive", "neutral", "negative"),
    OUTCOME("Where a session led.", Kind.TEXT, "conversion", "leave"),
    PAGE("Page that a saved view belongs to.", Kind.TEXT),
    MIN_NET("Least net spend, in currency units.", Kind.MONEY),
    MAX_NET("Greatest net spend, in currency units.", Kind.MONEY),
    MIN_ORDERS("Least number of orders.", Kind.COUNT),
    MAX_ORDERS("Greatest number of orders.", Kind.COUNT),
    RECENCY_SCORE("RFM score of recency, 1 to 5; several parted by commas.", Kind.SCORES),
    FREQUENCY_SCORE("RFM score of frequency, 1 to 5; several parted by commas.", Kind.SCORES),
    MONETARY_SCORE("RFM score of monetary value, 1 to 5; several parted by commas.", Kind.SCORES),
    MIN_RECENCY_DAYS("Least whole days since the last purchase.", Kind.COUNT),
    MAX_RECENCY_DAYS("Greatest whole days since the last purchase.", Kind.COUNT),
    MIN_VALUE_EXPECTED("Least expected spend of the next 12 months, in currency units.", Kind.MONEY),
    MAX_VALUE_EXPECTED("Greatest expected spend of the next 12 months, in currency units.", Kind.MONEY),
    MIN_ALIVE_PROBABILITY("Least probability that the customer still buys, 0 to 1.", Kind.NUMBER),
    MAX_ALIVE_PROBABILITY("Greatest probability that the customer still buys, 0 to 1.", Kind.NUMBER),
    MIN_VALUE("Least value of the cart, in currency units.", Kind.MONEY),
    LEVEL("Rules between products or between categories.", Kind.TEXT, "product", "category"),
    MIN_SUPPORT("Least share of all baskets, 0 to 1.", Kind.NUMBER),
    MIN_CONFIDENCE("Least share of the baskets with the left side that have the right side too, 0 to 1.", Kind.NUMBER),
    MIN_LIFT("Least lift.", Kind.NUMBER),
    SIGNIFICANT("Only what is, or is not, more than chance.", Kind.TEXT, "true", "false"),
    SORT("Order of the rows; '-' before a name means greatest first.", Kind.TEXT),
    LIMIT("Rows to return.", Kind.COUNT),
    CURSOR("Where the page before ended: its next_cursor.", Kind.TEXT),
    FIELDS("Columns to return, parted by commas, in the order wanted.", Kind.TEXT),
    FORMAT(
            "Format of the answer, where the address has it; overrides Accept.",
            Kind.TEXT,
            "json",
            "csv",
            "ndjson",
            "xlsx",
            "plotly",
            "pdf");

    /** What a value looks like. */
    public enum Kind {
        TEXT,
        DAY,
        MONTH,
        COUNT,
        MONEY,
        NUMBER,
        SCORES
    }

    private final String description;
    private final Kind kind;
    private final List<String> values;

    Parameter(String description, Kind kind, String... values) {
        this.description = description;
        this.kind = kind;
        this.values = List.of(values);
    }

    /** The name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it means. */
    public String description() {
        return description;
    }

    /** What a value looks like. */
    public Kind kind() {
        return kind;
    }

    /** The values it takes; empty when it takes any. */
    public List<String> choices() {
        return values;
    }
}
