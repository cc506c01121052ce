package io.tillstream.stack.audit;

/** The totals at the head of the report. Money is in micros. */
enum Measure {
    ORDERS("Orders", false),
    GROSS("Gross sales", true),
    REFUNDS("Refunds", true),
    NET("Revenue (net, Σ days)", true),
    NET_ALL_TIME("Revenue (net, all time)", true),
    NET_CUSTOMERS("Revenue (Σ customers)", true),
    NET_PRODUCTS("Revenue (Σ products)", true),
    UNITS("Units", false),
    CUSTOMERS("Customers and visitors", false),
    BUYERS("Customers with an order", false),
    SESSIONS("Sessions (Σ hours)", false),
    SESSIONS_CUSTOMERS("Sessions (Σ customers)", false),
    VISITS("Funnel: visits", false),
    PURCHASES("Funnel: purchases", false),
    DIRECT_PURCHASES("Funnel: direct purchases", false),
    CARTS_OPENED("Carts opened", false),
    CARTS_OPEN("… still open", false),
    CARTS_PURCHASED("… purchased", false),
    CARTS_LOST("… abandoned, not recovered", false),
    CARTS_RECOVERED("… recovered", false),
    CARTS_EMPTIED("… emptied", false),
    REJECTED("Rejected records", false);

    private final String label;
    private final boolean money;

    Measure(String label, boolean money) {
        this.label = label;
        this.money = money;
    }

    String label() {
        return label;
    }

    boolean isMoney() {
        return money;
    }
}
