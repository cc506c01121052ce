package io.tillstream.dashboard.page;

import io.tillstream.dashboard.testing.UpstreamResource;

/** What the query service answers to the modules that ask it alone: customers, products, acquisition, communication, carts, quality, administration. */
final class ModuleAnswers {

    /** A file whose second column is not recognised. */
    static final String PREVIEW = """
            {"kind":"orders","format":"csv","encoding":"UTF-8","delimiter":";","sheet":null,"columns":[{"name":"Beleg","field":"order_id"},{"name":"Note <b>","field":null}],
             "rows":[["1","x"]],"problem":"no column for price"}""";

    private ModuleAnswers() {}

    static void give(UpstreamResource upstream) {
        upstream.answer(
                "/api/v1/access/me",
                "{\"mode\":\"open\",\"kind\":\"open\",\"name\":\"anybody\",\"roles\":[\"admin\",\"analyst\",\"personal_data\",\"viewer\"]}");
        customers(upstream);
        growth(upstream);
        sales(upstream);
        segments(upstream);
        keeping(upstream);
        quarantine(upstream);
        ingest(upstream);
        audit(upstream);
        alerts(upstream);
    }

    private static void alerts(UpstreamResource upstream) {
        String alert = """
                {"id":"model-drift/%s","rule":"model-drift","subject":"%1$s","state":"%s","value":%s,"limit":0.2,"sentence":"%s","at":"2026-03-14T10:00:00Z","raised_at":%s}""";
        upstream.answer(
                "/api/v1/alerts",
                "{\"items\":["
                        + alert.formatted(
                                "churn",
                                "raised",
                                "0.4",
                                "Today's customers differ from those learned from: scores have moved by 0.30, most of all features tenure_days by 0.40; above 0.20 counts.",
                                "\"2026-03-14T10:00:00Z\"")
                        + "," + alert.formatted("propensity", "cleared", "0.1", "No drift.", "null")
                        + "],\"next_cursor\":null}");
    }

    /** One customer's profile is not what the log says. */
    private static void audit(UpstreamResource upstream) {
        String family = """
                {"family":"%s","topics_compared":%d,"topics_differing":%d,"postgresql_compared":%2$d,"postgresql_differing":0,"api_compared":0,"api_differing":0,"differences":[%s]}""";
        upstream.audit(
                """
                {"made_at":"2026-03-14T10:00:00Z","clean":false,"difference_count":1,"totals":[],
                 "partitions":[{"partition":0,"records":5000,"counted":4980,"late":7,"repeated":12,"no_customers":3,"rejected":5}],
                 "families":[%s,%s],"remarks":[]}""".formatted(
                                family.formatted("sales cells", 900, 0, ""),
                                family.formatted(
                                        "profiles",
                                        400,
                                        1,
                                        "{\"place\":\"topics\",\"key\":\"c-7 <b>\",\"field\":\"net\",\"recounted\":\"12.50\",\"stored\":\"13.50\"}")));
    }

    private static void ingest(UpstreamResource upstream) {
        upstream.answer("/v1/imports/mappings", "{\"mappings\":[]}");
        String state = """
                {"id":"%s","file":"%s","state":"%s","dry_run":false,"created_at":"2026-03-14T10:00:00Z","started_at":null,"finished_at":null,"problem":%s,"report":%s,
                 "progress":{"rows":500,"bytes":1000,"total_bytes":2000,"percent":40,"rows_per_second":100,"events_acknowledged":7}}""";
        String report = """
                {"format":"csv","encoding":"UTF-8","delimiter":";","sheet":null,"date_format":"iso","notes":[],"rows":5,"steps":[{"step":"unreadable","removed":2,"left":3,
                 "examples":[{"row":4,"reason":"price: is not a number"}]}],"lines":3,"customers":2,"orders":2,"products":2,"countries":1,"units":4,"revenue":12.5,"first_at":null,
                 "last_at":null,"refunds":0,"refund_lines":0,"refunded":0,"events":{}}""";
        String cutOff = "{\"code\":\"truncated\",\"detail\":\"the file ends in the middle\"}";
        upstream.answer(
                "/v1/imports",
                "{\"imports\":[" + state.formatted("i-2", "february.csv", "running", "null", "null") + ","
                        + state.formatted("i-1", "january <b>.csv", "failed", cutOff, "null") + "]}");
        upstream.answer("/v1/imports/i-1", state.formatted("i-1", "january <b>.csv", "failed", cutOff, report));
        String sender = """
                {"key":"%s","tracking_plan":[{"kind":"missing_field","action":"add_to_cart","field":"session_id","events":12}],
                 "privacy":{"field_moved":3,"mail_hidden":0,"address_shortened":12,"bot_withheld":204,"withheld_without_consent":0,"unlinked":0,"pared":0}}""";
        upstream.answer(
                "/v1/data-quality/senders",
                "{\"senders\":[" + sender.formatted("shop") + "," + sender.formatted("app <b>") + "]}");
    }

    private static void quarantine(UpstreamResource upstream) {
        upstream.answer("/api/v1/quarantine/summary", """
                {"records":30,"open":12,"waiting":12,"repaired":0,"replaying":0,"replayed":15,"discarded":3,"oldest_open_at":"2026-03-10T10:00:00Z",
                 "let_go":0,"let_go_open":0}""");
        upstream.answer("/api/v1/quarantine/groups", """
                {"items":[{"group":"g1","source":"log","write_key":null,"field":"items[*].price","reason":"is not a number","action":"purchase","records":30,"open":12,
                 "waiting":12,"repaired":0,"replaying":0,"replayed":15,"discarded":3,"first_at":"2026-03-10T10:00:00Z","last_at":"2026-03-14T10:00:00Z",
                 "example":"r1"}],"next_cursor":null}""");
        String record = """
                {"id":"r1","state":"waiting","rejected_at":"2026-03-14T10:00:00Z","source":"log","write_key":null,"field":"items[0].price","reason":"is not a number",
                 "group":"g1","origin":"commerce.events.v1-0@7","event_id":"e1","action":"purchase","bytes":120,"decided_by":null,"decided_at":null,"why":null,
                 "replayed_at":null}""";
        upstream.answer("/api/v1/quarantine", "{\"items\":[" + record + "],\"next_cursor\":null}");
        upstream.answer("/api/v1/quarantine/r1", """
                {"record":%s,"key":"c-1","text":null,"encoding":"utf-8","document":{"action":"purchase","items":[{"price":"cheap <b>"}]},
                 "complaint":{"field":"items[0].price","reason":"is not a number"},"changes":null,"repaired":null}""".formatted(record));
    }

    private static void customers(UpstreamResource upstream) {
        String profile = """
                {"customer_id":"%s","first_seen_at":"2025-01-01T10:00:00Z","last_seen_at":"2026-02-01T10:00:00Z","last_purchase_at":"2026-01-20T10:00:00Z",
                 "orders":9,"units":20,"gross":5200.0,"refunds":200.0,"net":5000.0,"average_order_value":555.56,"average_gap_days":21.5,"active_days":9,
                 "sessions":40,"product_variety":11,"rfm":"155","segment":"At Risk","churn_tier":"High","churn_probability":0.81,
                 "purchase_probability":0.12,"value_expected":900.0,"cluster_tier":"Gold","location":"Chicago","country":"US","behaviours":["Brand Loyal"]}""";
        upstream.answer(
                "/api/v1/customers",
                "{\"items\":[" + profile.formatted("c-new") + "," + profile.formatted("c-2 <i>")
                        + "],\"next_cursor\":\"next\"}");
        upstream.answer("/api/v1/customers/c-new", """
                {"customer_id":"c-new","name":"Ann <b>Example</b>","email":"***","phone":null,"registered_at":null,"profile":%s,
                 "predictions":{"churn":{"probability":0.81,"base_rate":0.4,"other":0.06,"model":"v1","reasons":[
                  {"feature":"recency","value":300,"contribution":0.35,"words":"No purchase for 300 days"}]},"purchase":null,"cluster":null,
                  "value":{"expected":900.0,"low":300.0,"high":1500.0,"next_purchase_at":"2026-04-01T00:00:00Z"}},
                 "loyalty":{"tier":"Plus","member_since":"2025-02-01","balance":320},"transitions":[],"more":{},
                 "portrait":{"purchasing":{"units_per_order":2.2,"cross_category_share":0.3,"discounts":20.0,"discount_share":0.004,"channel":"web","device":"mobile"},
                  "top_products":[{"value":"p-1","title":"Lamp <i>","orders":3,"units":4,"gross":900.0}],
                  "top_categories":[{"value":"Home","title":null,"orders":5,"units":9,"gross":1900.0}],"carts":[],"member_of":[{"id":"s","name":"Big spenders"}],
                  "experience":{"nps_score":9,"csat_score":4,"rating_mean":4.5,"sentiment_mean":0.3,"tickets_opened":1,"tickets_resolved":1}}}""".formatted(profile.formatted("c-new")));
        upstream.answer("/api/v1/customers/c-new/timeline", """
                {"items":[{"id":"event:1","kind":"order","event_id":"1","action":"purchase","occurred_at":"2026-01-20T10:00:00Z","order_id":"o-1","value":555.0,
                  "items":[{"product_id":"p-1","title":"Lamp <i>","quantity":2}],"context":{"channel":"web"},"details":null,"properties":null,"text":null},
                 {"id":"segment:1","kind":"segment","action":"segment_moved","occurred_at":"2026-01-19T10:00:00Z","value":null,
                  "details":{"from_segment":"Loyal","to_segment":"At Risk","cause":"cut_points"}}],"next_cursor":"next"}""");
    }

    private static void growth(UpstreamResource upstream) {
        String source = """
                {"value":"%s","channel":null,"visitors":400,"converted":60,"conversion":0.15,"customers":60,"spend":%s,"cac":%s,"revenue":9000.0,"roi":2.5,
                 "lifetime_value":150.0,"lifetime_value_basis":"predicted","ltv_to_cac":3.6,"payback_months":2,"revenue_per_customer":[30.0,55.0,70.0]}""";
        upstream.answer(
                "/api/v1/acquisition",
                "{\"as_of\":\"2026-03-15T00:00:00Z\",\"by\":\"channel\",\"rows\":["
                        + source.formatted("2026-01", "2500.0", "41.67") + ","
                        + source.formatted("2026-02", "0.0", "0.0") + "]}");
        String messages = """
                {"value":"%s","channel":"email","sent":1000,"delivered":980,"bounced":20,"opened":300,"clicked":60,"converted":12,"orders":12,"gross":840.0,
                 "unsubscribed":4,"delivery_rate":0.98,"bounce_rate":0.02,"open_rate":0.306,"click_rate":0.061,"click_to_open_rate":0.2,
                 "conversion_rate":0.2,"unsubscribe_rate":0.004,"gross_per_message":0.84,"people":null}""";
        upstream.answer(
                "/api/v1/communications",
                "[" + messages.formatted("2026-02-01") + "," + messages.formatted("2026-02-02") + "]");
        upstream.answer("/api/v1/communications/fatigue", """
                [{"window_days":7,"messages":"1","sent":600,"opened":200,"clicked":40,"unsubscribed":1,"open_rate":0.33,"click_rate":0.07,"unsubscribe_rate":0.002},
                 {"window_days":7,"messages":"2","sent":300,"opened":80,"clicked":15,"unsubscribed":3,"open_rate":0.27,"click_rate":0.05,"unsubscribe_rate":0.01}]""");
    }

    private static void sales(UpstreamResource upstream) {
        String product = """
                {"product_id":"%s","title":"Lamp <i>","category":"%s","orders":30,"units":40,"gross":1300.0,"refunds_value":50.0,"net":1250.0,"units_returned":2,
                 "buyers":28,"average_order_value":41.67,"views":%d,"cart_adds":70,"stock_on_hand":12,"conversion_rate":0.1,"return_rate":0.05,
                 "carts_purchased":30,"carts_abandoned":25,"cart_abandonment_rate":0.45,"previous_net":1000.0,"net_change":0.25}""";
        String products = "{\"items\":[" + product.formatted("p-1", "Home", 300) + ","
                + product.formatted("p-2", "Books", 90) + "],\"next_cursor\":null}";
        upstream.answer("/api/v1/products", products);
        upstream.answer("/api/v1/products/categories", products);
        upstream.answer("/api/v1/seasonality", """
                {"hours":[],"months":[{"month":"2026-01","orders":300,"units":500,"gross":9000.0,"sessions":4000,"conversion":0.075,"index":1.1},
                 {"month":"2026-02","orders":250,"units":400,"gross":8000.0,"sessions":3900,"conversion":0.064,"index":0.9}]}""");
        upstream.answer("/api/v1/sales", """
                {"items":[{"key":"Home","orders":300,"units":400,"gross":9000.0,"refunds_value":100.0,"net":8900.0,"refunds":4,"units_returned":5,"buyers":200,
                 "average_order_value":29.67,"views":null,"cart_adds":null}],"next_cursor":null}""");
        upstream.answer("/api/v1/carts/summary", """
                {"counts":{"opened":900,"open":20,"purchased":400,"abandoned":420,"recovered":60,"emptied":60,"abandoned_value":21000.0,"recovered_value":3100.0,
                 "conversion_rate":0.52,"abandonment_rate":0.51,"recovery_rate":0.14},"abandoned_now":7,"abandoned_now_value":300.0}""");
    }

    private static void segments(UpstreamResource upstream) {
        StringBuilder cells = new StringBuilder();
        for (int label = 0; label < 125; label++) {
            int recency = label / 25 + 1;
            int frequency = label / 5 % 5 + 1;
            int monetary = label % 5 + 1;
            cells.append(cells.isEmpty() ? "" : ",")
                    .append("""
                    {"label":"%d%d%d","recency":%1$d,"frequency":%2$d,"monetary":%3$d,"segment":"Loyal","customers":%4$d,"net":%5$d}""".formatted(recency, frequency, monetary, recency * frequency, 100 * monetary));
        }
        upstream.answer("/api/v1/rfm", "{\"cells\":[" + cells + "],\"cut_points\":null}");
        upstream.answer("/api/v1/segments", """
                {"items":[{"segment":"Champions","customers":120,"share":0.3,"orders":900,"net":50000.0,"average_net":416.7,"average_orders":7.5,"average_recency_days":9.1},
                 {"segment":"Lost","customers":280,"share":0.7,"orders":300,"net":9000.0,"average_net":32.1,"average_orders":1.1,"average_recency_days":300.0}],"next_cursor":null}""");
        upstream.answer("/api/v1/segments/moves", """
                {"items":[{"from_segment":"Loyal","to_segment":"Champions","moves":40,"customers":38,"by_purchase":30},
                 {"from_segment":"Loyal","to_segment":"At Risk","moves":25,"customers":25,"by_purchase":0},
                 {"from_segment":null,"to_segment":"New Customers","moves":70,"customers":70,"by_purchase":70}],"next_cursor":null}""");
    }

    private static void keeping(UpstreamResource upstream) {
        upstream.answer("/api/v1/status", """
                {"caught_up":false,"topics":[{"topic":"analytics.sales.v1","partition":0,"offset":90,"end_offset":100},
                 {"topic":"commerce.events.v1","partition":0,"offset":500,"end_offset":500}],"fresh_through":"2026-03-14T10:00:00Z","refused":0}""");
        upstream.answer("/api/v1/users", """
                {"items":[{"id":1,"name":"Vera <b>","role":"viewer","personal_data":false,"disabled":false,"has_password":true,
                 "last_sign_in_at":"2026-03-14T10:00:00Z","version":3,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"}],"next_cursor":null}""");
        upstream.answer("/api/v1/keys", """
                {"items":[{"id":1,"name":"nightly export","scope":"viewer","personal_data":false,"created_by":"admin","created_at":"2026-01-01T00:00:00Z",
                 "expires_at":"2999-01-01T00:00:00Z","revoked_at":null,"last_used_at":null,"version":0}],"next_cursor":null}""");
        upstream.answer("/api/v1/users/sessions", """
                {"items":[{"session":"s-1","user_id":1,"user_name":"Vera <b>","began_at":"2026-03-14T08:00:00Z","renewed_at":"2026-03-14T10:00:00Z",
                 "expires_at":"2026-03-14T22:00:00Z"}],"next_cursor":null}""");
        upstream.answer("/api/v1/audit-log", """
                {"items":[{"id":7,"at":"2026-03-14T10:00:00Z","actor_kind":"user","actor":"admin","action":"user.created","target":"user Vera <b>","outcome":"done",
                 "address":"127.0.0.1","details":"role viewer","previous_hash":"00","hash":"01"}],"next_cursor":"next"}""");
    }
}
