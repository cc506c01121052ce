package io.tillstream.dashboard.page;

import io.tillstream.dashboard.testing.UpstreamResource;

/** What the query service answers to panels that ask, in its shapes. */
final class Answers {

    private static final String SHARE = "{\"count\":%d,\"of\":%d,\"share\":%s,\"low\":%s,\"high\":%s}";

    private Answers() {}

    static void give(UpstreamResource upstream) {
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
