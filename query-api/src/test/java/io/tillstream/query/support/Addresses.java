package io.tillstream.query.support;

import java.util.ArrayList;
import java.util.List;

/** What can be asked for. */
public final class Addresses {

    /** Lists that are empty before the first event. */
    public static final List<String> LISTS = List.of(
            "customers",
            "sales",
            "categories",
            "products",
            "products/categories",
            "carts",
            "transactions",
            "views",
            "alerts",
            "custom-segments",
            "quarantine",
            "quarantine/groups",
            "metrics",
            "churn/customers",
            "lifetime-value/customers",
            "propensity/customers");
    /** Answers that can be had as CSV. */
    public static final List<String> TABLES = List.of(
            "customers",
            "segments",
            "rfm",
            "churn",
            "funnel",
            "carts",
            "sales",
            "categories",
            "products",
            "seasonality",
            "cohorts",
            "retention",
            "acquisition",
            "communications",
            "communications/fatigue",
            "transactions",
            "forecast",
            "churn/customers",
            "lifetime-value/customers",
            "propensity/customers",
            "clusters",
            "segments/behavioural",
            "segments/demographic",
            "behaviour",
            "behaviour/customers",
            "products/categories",
            "loyalty",
            "loyalty/moves",
            "loyalty/members",
            "referrals");
    /** The flat arrays under /api. */
    public static final List<String> SOURCE_PATHS =
            List.of("customer-segments", "category-insights", "time-series", "churn-risk", "real-time-transactions");

    private Addresses() {}

    /** All of them. */
    public static List<String> all() {
        List<String> paths = new ArrayList<>();
        TABLES.forEach(name -> paths.add("/api/v1/" + name));
        SOURCE_PATHS.forEach(name -> paths.add("/api/" + name));
        paths.addAll(List.of("/api/v1/kpis", "/api/v1/carts/summary", "/api/v1/status", "/api/v1/views"));
        paths.addAll(
                List.of("/api/v1/customers/x", "/api/v1/customers/x/timeline", "/api/v1/customers/x/recommendations"));
        for (String name : List.of(
                "insights",
                "alerts",
                "lifetime-value",
                "propensity",
                "models",
                "models/training",
                "models/churn",
                "models/churn/versions",
                "custom-segments",
                "custom-segments/fields",
                "custom-segments/x",
                "custom-segments/x/members",
                "custom-segments/x/changes",
                "quarantine",
                "quarantine/groups",
                "quarantine/summary",
                "quarantine/x",
                "metrics",
                "metrics/measures",
                "metrics/1",
                "metrics/1/values",
                "behaviour/distributions",
                "behaviour/correlations",
                "loyalty/effect",
                "referrals/customers")) {
            paths.add("/api/v1/" + name);
        }
        return paths;
    }
}
