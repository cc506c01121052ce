package io.tillstream.dashboard.page;

import io.tillstream.dashboard.testing.UpstreamResource;

/** What the query service answers to panels that ask, in its shapes. */
final class Answers {

    private static final String SHARE = "{\"count\":%d,\"of\":%d,\"share\":%s,\"low\":%s,\"high\":%s}";

    private Answers() {}

    static void give(UpstreamResource upstream) {
        more(upstream);
        sales(upstream);
        journeys(upstream);
        upstream.answer("/api/v1/cohorts", """
                {"measure":"retention","by":"total","as_of":"2026-03-15T00:00:00Z","cohorts":[
                 {"value":"all","cohort":"2026-01","size":120,"months":[1.0,0.4,null]},
                 {"value":"all","cohort":"2026-02","size":80,"months":[1.0,null]}]}""");
        upstream.answer("/api/v1/retention", """
                {"as_of":"2026-03-15T00:00:00Z","months":[
                 {"month":"2026-01","finished":true,"customers":120,"new_customers":120,"returning":0,"reactivated":0,"retained":0,
                  "retention_rate":null,"lapsed":0,"won_back":0,"win_back_rate":null},
                 {"month":"2026-02","finished":true,"customers":130,"new_customers":80,"returning":45,"reactivated":5,"retained":48,
                  "retention_rate":0.4,"lapsed":3,"won_back":1,"win_back_rate":0.33}]}""");
        upstream.answer(
                "/api/v1/satisfaction",
                "[" + answers("2026-02-01", 6, 2, 10) + "," + answers("2026-02-02", 3, 3, 8) + "]");
        upstream.answer("/api/v1/satisfaction/retention", """
                [{"answered":"promoters","bought_again":%s},{"answered":"detractors","bought_again":%s}]""".formatted(share(5, 10), share(1, 10)));
        upstream.answer("/api/v1/feedback", """
                {"items":[{"event_id":"e","customer_id":"c-new","at":"2026-02-02T10:00:00Z","type":"review","score":null,"rating":5,
                 "text":"Lovely <b>lamp</b>","sentiment":0.6,"mood":"positive","product_id":null,"order_id":null,"channel":"web","segment":null}]}""");
        upstream.answer("/api/v1/support", "[" + tickets("2026-02-01", 9, 7) + "," + tickets("2026-02-02", 4, 4) + "]");
    }

    /** What live panels ask while filters are set. */
    private static void sales(UpstreamResource upstream) {
        upstream.answer("/api/v1/kpis", """
                {"revenue":1234.5,"gross":1300.0,"refunds":65.5,"orders":12,"units":20,"aov":102.88,"customers":9,"customers_total":30,"active_customers":8,
                 "conversion_rate":0.4,"abandonment_rate":0.5,"recovery_rate":null,"carts":{},"currency":"USD","as_of":"2026-03-15T00:00:00Z","fresh_through":null}""");
        upstream.answer("/api/v1/sales", """
                {"items":[{"key":"2026-01-31","orders":6,"units":8,"gross":617.25,"refunds_value":0.0,"net":617.25,"refunds":0,"units_returned":0,"buyers":5},
                 {"key":"2026-02-01","orders":7,"units":9,"gross":700.0,"refunds_value":0.0,"net":700.0,"refunds":0,"units_returned":0,"buyers":5},
                 {"key":"2026-02-02","orders":5,"units":11,"gross":600.0,"refunds_value":65.5,"net":534.5,"refunds":1,"units_returned":1,"buyers":4}],
                 "next_cursor":null}""");
        upstream.answer("/api/v1/funnel", """
                {"steps":[{"step":"visit","count":100},{"step":"view_item","count":60},{"step":"add_to_cart","count":30},{"step":"begin_checkout","count":20},
                 {"step":"purchase","count":12}],"direct_purchases":3,"values":[]}""");
        upstream.answer("/api/v1/transactions", """
                {"items":[{"kind":"purchase","occurred_at":"2026-02-02T10:00:00Z","customer_id":"=c-1","order_id":"o","event_id":"e","amount":99.5,"units":1,
                 "channel":"web","device":"mobile","country":"US","location":"Austin","age_group":"26-35","segment":null,
                 "items":[{"product_id":"p","title":"<img src=x onerror=alert(1)>","category":"Home","quantity":1,"amount":99.5}]}],"next_cursor":null}""");
    }

    /** Of modules on buying, members and referrals. */
    private static void more(UpstreamResource upstream) {
        upstream.answer("/api/v1/behaviour/correlations", """
                {"customers":400,"sampled":false,"features":["orders","net","average_order_value"],"pairs":[
                 {"a":"orders","b":"net","customers":400,"pearson":{"value":0.8,"low":0.7,"high":0.9},"spearman":{"value":0.85,"low":0.8,"high":0.9}},
                 {"a":"orders","b":"average_order_value","customers":400,"pearson":{"value":null,"low":null,"high":null},
                  "spearman":{"value":null,"low":null,"high":null}},
                 {"a":"net","b":"average_order_value","customers":400,"pearson":{"value":-0.1,"low":-0.2,"high":0.0},
                  "spearman":{"value":-0.1,"low":-0.2,"high":0.0}}]}""");
        String spread = """
                {"count":30,"mean":42.5,"p10":10,"p25":20,"median":40,"p75":60,"p90":90,"bins":[{"from":0,"to":50,"count":20},{"from":50,"to":null,"count":10}]}""";
        upstream.answer(
                "/api/v1/behaviour/distributions",
                "{\"order_gap_days\":%s,\"basket_units\":%s,\"basket_value\":%s}".formatted(spread, spread, spread));
        upstream.answer("/api/v1/behaviour", """
                [{"value":"web","orders":20,"units":60,"gross":1200.0,"average_order_value":60.0,"units_per_order":3.0,"products_per_order":2.0,"discounts":10.0,
                  "discount_share":0.01,"discounted_share":0.1,"cross_category_share":0.2,"gaps":null,"gap_days_mean":null}]""");
        upstream.answer("/api/v1/loyalty", """
                {"as_of":"2026-03-15T00:00:00Z","members":90,"customers":200,"participation":0.45,"open_points":12000,"overdrawn_points":0,
                 "tiers":[{"tier":"Member","from_points":0,"members":60},{"tier":"Plus","from_points":500,"members":30}],
                 "expiring":[{"on":"2026-05-01","points":300}],"months":[
                 {"month":"2026-02","finished":true,"members":90,"customers":200,"participation":0.45,"joined":20,"left":1,"upgraded":5,"downgraded":2,
                  "earned":5000,"taken_back":100,"redeemed":800,"expired":50,"open_points":12000,"redemption_rate":0.16}]}""");
        String effect = """
                {"available":true,"reason":null,"group":60,"group_matched":55,"others":80,"others_matched":70,"strata":6,"rate":0.42,"others_rate":0.35,
                 "difference":0.07,"low":-0.02,"high":0.16,"p_value":0.12,"plain_difference":0.15}""";
        upstream.answer("/api/v1/loyalty/effect", effect);
        upstream.answer("/api/v1/referrals", """
                [{"value":"2026-02","sent":40,"converted":12,"bought":9,"conversion":0.225,"rewards":8,"reward_value":80.0}]""");
        upstream.answer("/api/v1/referrals/customers", """
                {"as_of":"2026-03-15T00:00:00Z","referred":{"customers":9,"orders":14,"net":900.0,"net_per_customer":100.0,"orders_per_customer":1.6},
                 "other":{"customers":190,"orders":300,"net":15000.0,"net_per_customer":78.9,"orders_per_customer":1.6},
                 "net_per_customer_alike_referred":100.0,"net_per_customer_alike_other":80.0,
                 "retention":{"available":false,"reason":"Fewer than 30 referred customers are known for 90 days.","group":9,"group_matched":0,"others":0,
                  "others_matched":0,"strata":0,"rate":null,"others_rate":null,"difference":null,"low":null,"high":null,"p_value":null,"plain_difference":null}}""");
    }

    private static void journeys(UpstreamResource upstream) {
        upstream.answer("/api/v1/journeys", """
                {"sessions":100,"conversions":20,"conversion_rate":0.2,"nodes":[
                 {"name":"start","visits":100},{"name":"search","visits":60},{"name":"product","visits":110},{"name":"cart","visits":30},
                 {"name":"conversion","visits":20},{"name":"leave","visits":80}],"links":[
                 {"from":"start","to":"search","count":50,"share":0.5},{"from":"start","to":"product","count":50,"share":0.5},
                 {"from":"search","to":"product","count":60,"share":1.0},{"from":"product","to":"search","count":10,"share":0.09},
                 {"from":"product","to":"cart","count":30,"share":0.27},{"from":"product","to":"leave","count":70,"share":0.64},
                 {"from":"cart","to":"conversion","count":20,"share":0.67},{"from":"cart","to":"leave","count":10,"share":0.33}],
                 "time_to_purchase":{"orders":20,"from_session_start_median_seconds":400,"from_session_start_p90_seconds":1500,
                  "from_first_touch_median_seconds":90000,"from_first_touch_p90_seconds":900000,"distribution":[
                  {"until_seconds":60,"from_session_start":2,"from_first_touch":1},{"until_seconds":3600,"from_session_start":18,"from_first_touch":9},
                  {"until_seconds":null,"from_session_start":0,"from_first_touch":10}]}}""");
        upstream.answer("/api/v1/journeys/paths", """
                [{"path":["search","product","cart"],"outcome":"conversion","sessions":12,"share":0.6,"conversion_rate":null},
                 {"path":["product","cart"],"outcome":"conversion","sessions":8,"share":0.4,"conversion_rate":null}]""");
        upstream.answer("/api/v1/journeys/attribution", """
                {"orders":20,"revenue":2000.0,"conversion_probability":0.2,"channels":[
                 {"channel":"google / cpc","first_touch":12,"first_touch_revenue":1200.0,"last_touch":8,"last_touch_revenue":800.0,"linear":10.0,
                  "linear_revenue":1000.0,"removal_effect":0.6,"markov_share":0.55,"markov":11.0,"markov_revenue":1100.0},
                 {"channel":"<b>direct</b>","first_touch":8,"first_touch_revenue":800.0,"last_touch":12,"last_touch_revenue":1200.0,"linear":10.0,
                  "linear_revenue":1000.0,"removal_effect":0.5,"markov_share":0.45,"markov":9.0,"markov_revenue":900.0}]}""");
    }

    private static String answers(String value, long promoters, long detractors, long all) {
        return """
                {"value":"%s","nps":%d,"promoters":%s,"passives":%s,"detractors":%s,"csat":%s,"csat_mean":4.1,"satisfaction_answers":3,
                 "satisfaction_mean":7.5,"feedback":2,"rating_mean":4.5,"sentiment_mean":0.2,"positive":%s,"negative":%s}""".formatted(
                        value,
                        100 * (promoters - detractors) / all,
                        share(promoters, all),
                        share(all - promoters - detractors, all),
                        share(detractors, all),
                        share(8, 10),
                        share(2, 3),
                        share(1, 3));
    }

    private static String tickets(String value, long opened, long resolved) {
        return """
                {"value":"%s","opened":%d,"open":%d,"resolved":%d,"reopened":%s,"responded":%d,"first_response_median_seconds":1800,
                 "first_response_p90_seconds":7200,"resolution_median_seconds":86400,"resolution_p90_seconds":172800,"satisfied":%s,"satisfaction_mean":4.2}""".formatted(value, opened, opened - resolved, resolved, share(1, opened), opened, share(3, 4));
    }

    private static String share(long count, long all) {
        double share = (double) count / all;
        return SHARE.formatted(count, all, share, Math.max(0, share - 0.1), Math.min(1, share + 0.1));
    }
}
