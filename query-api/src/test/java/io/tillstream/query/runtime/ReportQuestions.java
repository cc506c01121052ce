package io.tillstream.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.query.support.Reader;
import io.tillstream.query.support.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The read-only schema for BI tools, asked as such a tool. */
abstract class ReportQuestions extends BuyerQuestions {

    private static final Path PAGE = Path.of("../docs/sql.md");

    @Test
    void shouldAnswerTheDocumentedQueriesToTheReader() throws Exception {
        List<String> queries = documentedQueries();

        assertThat(queries).hasSizeGreaterThan(8);
        for (String query : queries) {
            Reader.run(query);
        }
        String views = "SELECT string_agg(table_name, ' ' ORDER BY table_name) FROM information_schema.tables"
                + " WHERE table_schema = 'analytics'";
        String page = Files.readString(PAGE);
        for (String view : Tables.text(views).split(" ")) {
            assertThat(page).as("docs/sql.md").contains("`" + view + "`");
            Reader.run("SELECT * FROM analytics." + view + " LIMIT 1");
        }
    }

    private static List<String> documentedQueries() throws IOException {
        Matcher blocks = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        return blocks.results().map(block -> block.group(1)).toList();
    }

    @Test
    void shouldTellTicketsMessagesAndReferralsAsTheirEventsMakeThem() throws Exception {
        Tables.execute(List.of(
                event(
                        "t1",
                        "ann",
                        "10:00",
                        "ticket_opened",
                        "{\"ticket_id\":\"A\",\"category\":\"delivery\",\"priority\":\"high\"}"),
                event("t2", "ann", "11:00", "ticket_updated", "{\"ticket_id\":\"A\",\"status\":\"in_progress\"}"),
                event("t3", "ann", "12:00", "ticket_resolved", "{\"ticket_id\":\"A\",\"satisfaction\":2}"),
                event("t4", "ann", "13:00", "ticket_updated", "{\"ticket_id\":\"A\",\"status\":\"reopened\"}"),
                event("t5", "ann", "15:30", "ticket_resolved", "{\"ticket_id\":\"A\",\"satisfaction\":4}"),
                event("t6", "bob", "10:00", "ticket_opened", "{\"ticket_id\":\"A\"}"),
                event("m1", "ann", "10:00", "message_sent", "{\"message_id\":\"M\",\"message_channel\":\"email\"}"),
                event("m2", "ann", "10:05", "message_opened", "{\"message_id\":\"M\",\"message_channel\":\"email\"}"),
                event("r1", "ann", "10:00", "referral_sent", "{\"referral_id\":\"R\"}"),
                event("r2", "cleo", "12:00", "referral_converted", "{\"referral_id\":\"R\",\"referrer_id\":\"ann\"}"),
                event("r3", "ann", "10:00", "referral_sent", "{\"referral_id\":\"S\"}"),
                "INSERT INTO orders SELECT 'cleo', 'o' || hour, 'e' || hour, ('2024-03-01T' || hour || ':00Z')::timestamptz, '2024-03-01',"
                        + " hour * 1000000, 1, 1, 'web', 'mobile', 'DE', 'Berlin', 'unknown', NULL, NULL, NULL, NULL, NULL, now()"
                        + " FROM generate_series(11, 14) AS hour",
                "INSERT INTO feedback_entries SELECT 0, n, 'f' || n, 'ann', now(), now(), type, score, rating, NULL, NULL, NULL, NULL,"
                        + " NULL, 'web' FROM (VALUES (1, 'nps', 10, NULL), (2, 'nps', 3, NULL), (3, 'nps', 9, NULL), (4, 'review', NULL, 5))"
                        + " AS said (n, type, score, rating)"));
        try {
            assertThat(
                            Reader.text(
                                    "SELECT concat_ws(' ', status, category, priority, resolution_time, customer_satisfaction,"
                                            + " first_response_at - opened_at) FROM analytics.support_tickets WHERE customer_id = 'ann'"))
                    .isEqualTo("resolved delivery high 5.5000000000000000 4 01:00:00");
            assertThat(Reader.text("SELECT status || coalesce(resolved_at::text, '') FROM analytics.support_tickets"
                            + " WHERE customer_id = 'bob'"))
                    .isEqualTo("open");
            assertThat(Reader.text("SELECT communication_type || ' ' || status || ' ' || (opened_at - sent_at)"
                            + " FROM analytics.communication_logs"))
                    .isEqualTo("email opened 00:05:00");
            assertThat(Reader.text("SELECT referrer_id || referee_id || referral_status || conversion_value::int"
                            + " FROM analytics.referral_program WHERE referral_code = 'R'"))
                    .isEqualTo("anncleocompleted12");
            assertThat(Reader.text("SELECT referral_status FROM analytics.referral_program WHERE referral_code = 'S'"))
                    .isEqualTo("pending");
            assertThat(Reader.text("SELECT round(nps, 3) FROM analytics.customer_dashboard_summary"))
                    .isEqualTo("33.333");
            assertThat(Reader.text("SELECT count(*) || ' ' || max(rating) FROM analytics.customer_feedback"))
                    .isEqualTo("1 5");
        } finally {
            Tables.execute(List.of("TRUNCATE events, orders, feedback_entries"));
        }
    }

    @Test
    void shouldTellOfCustomersWhatTheyDidAsVisitors() throws Exception {
        // the tablet was Ann's until noon and is Bob's from then on; nobody is known to be the phone
        Tables.execute(List.of(
                event("v1", "anon:tablet", "11:59", "ticket_opened", "{\"ticket_id\":\"T\"}"),
                event("v2", "anon:tablet", "12:00", "message_sent", "{\"message_id\":\"N\"}"),
                event("v3", "anon:phone", "12:00", "page_view", "{}"),
                event("v4", "ann", "13:00", "referral_converted", "{\"referral_id\":\"Q\",\"referrer_id\":\"bob\"}"),
                order("anon:tablet", "11:00", "lamp"),
                order("anon:tablet", "12:30", "both"),
                order("bob", "12:31", "both"),
                order("anon:phone", "12:30", "alone"),
                "INSERT INTO identities VALUES ('anon:tablet', '{ann}', '[{\"customer_id\":\"ann\"}]', '[]')",
                "UPDATE identities SET customer_ids = '{ann,bob}', spans = '[{\"customer_id\":\"ann\",\"until\":\"2024-03-01T12:00:00Z\"},"
                        + "{\"customer_id\":\"bob\",\"from\":\"2024-03-01T12:00:00Z\"}]'"));
        try {
            assertThat(Reader.text(
                            "SELECT string_agg(customer_id || ' ' || event_name, ', ' ORDER BY \"timestamp\", customer_id)"
                                    + " FROM analytics.customer_journey_events"))
                    .isEqualTo("ann ticket_opened, anon:phone page_view, bob message_sent, ann referral_converted");
            assertThat(Reader.text("SELECT customer_id || status FROM analytics.support_tickets"))
                    .isEqualTo("annopen");
            assertThat(Reader.text("SELECT customer_id || status FROM analytics.communication_logs"))
                    .isEqualTo("bobsent");
            assertThat(Reader.text(
                            "SELECT string_agg(customer_id || ' ' || order_id || ' ' || to_char(purchase_date, 'HH24:MI'), ', '"
                                    + " ORDER BY purchase_date) FROM analytics.purchase_behavior"))
                    .isEqualTo("ann lamp 11:00, anon:phone alone 12:30, bob both 12:31");
            Tables.execute(List.of("UPDATE identities SET spans = '[{\"customer_id\":\"ann\"}]'"));
            assertThat(Reader.text("SELECT count(*) FROM analytics.purchase_behavior WHERE customer_id = 'ann'"))
                    .isEqualTo("2");
            Tables.execute(List.of("DELETE FROM identities"));
            assertThat(Reader.text("SELECT count(*) FROM analytics.purchase_behavior WHERE customer_id = 'ann'"))
                    .isEqualTo("0");
            assertThat(Reader.text(
                            "SELECT count(*) FROM analytics.purchase_behavior WHERE customer_id = 'anon:tablet'"))
                    .isEqualTo("2");
        } finally {
            Tables.execute(List.of("TRUNCATE events, orders, order_lines, identities"));
        }
        assertThat(Tables.text("SELECT count(*) FROM visitor_spans")).isEqualTo("0");
    }

    private static String order(String customer, String time, String order) {
        String at = "2024-03-01T" + time + ":00Z";
        return "WITH ordered AS (INSERT INTO orders (customer_id, order_id, event_id, occurred_at, day, gross_micros, units, lines, channel,"
                + " device, country, location, age_group, appended_at) VALUES ('" + customer + "', '" + order
                + "', 'e', '" + at
                + "', '2024-03-01', 5000000, 1, 1, 'web', 'mobile', 'DE', 'Berlin', 'unknown', now())) INSERT INTO order_lines (customer_id,"
                + " order_id, line, product_id, category, price_micros, quantity, discount_micros, amount_micros) VALUES ('"
                + customer
                + "', '" + order + "', 0, 'p', 'Home', 5000000, 1, 0, 5000000)";
    }

    private static String event(String id, String customer, String time, String action, String details) {
        return "INSERT INTO events (customer_id, occurred_at, event_id, action, details, appended_at) VALUES ('"
                + customer + "', '2024-03-01T" + time + ":00Z', '" + id + "', '" + action + "', '" + details
                + "', now())";
    }

    @Test
    void shouldLetTheReaderDoNothingElse() throws Exception {
        Tables.execute(List.of("CREATE TABLE IF NOT EXISTS public.elsewhere (secret text)"));
        for (String sql : List.of(
                "SELECT * FROM tillstream.customers",
                "SELECT count(*) FROM tillstream.events",
                "SELECT * FROM tillstream.custom_segments",
                "SELECT * FROM tillstream.flyway_schema_history",
                "SELECT * FROM public.elsewhere",
                "SELECT * FROM pg_authid",
                "INSERT INTO tillstream.orders (customer_id) VALUES ('x')",
                "UPDATE analytics.customer_satisfaction_scores SET source = 'x'",
                "UPDATE tillstream.feedback_statuses SET status = 'closed'",
                "DELETE FROM analytics.customer_satisfaction_scores",
                "INSERT INTO public.elsewhere VALUES ('x')",
                "TRUNCATE tillstream.orders",
                "DROP VIEW analytics.customers",
                "ALTER ROLE tillstream_reader SUPERUSER",
                "CREATE TABLE analytics.mine (a int)",
                "CREATE TABLE public.mine (a int)",
                "CREATE TEMP TABLE mine (a int)",
                "SELECT 1 AS a INTO TEMP mine",
                "CREATE SCHEMA mine",
                "CREATE FUNCTION analytics.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "SELECT pg_read_file('PG_VERSION')",
                "SELECT pg_read_binary_file('PG_VERSION')",
                "SELECT pg_ls_dir('.')",
                "SELECT pg_stat_file('PG_VERSION')",
                "SELECT lo_import('/etc/hostname')",
                "SELECT lo_from_bytea(0, 'x')",
                "SELECT lo_create(0)",
                "COPY (SELECT 1) TO '/tmp/x'",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT pg_reload_conf()",
                "SET SESSION AUTHORIZATION " + owner(),
                "SET ROLE " + owner())) {
            assertThatThrownBy(() -> Reader.run(sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).as(sql).isEqualTo("42501"));
        }
        assertThat(
                        Tables.text(
                                "SELECT coalesce(string_agg(c.oid::regclass::text, ' '), '') FROM pg_class c"
                                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')"
                                        + " AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'analytics') AND n.nspname NOT LIKE 'pg_t%'"
                                        + " AND has_table_privilege('tillstream_reader', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"))
                .isEmpty();
        assertThat(Tables.text("SELECT coalesce(string_agg(c.relname, ' '), '') FROM pg_class c JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE n.nspname = 'analytics'"
                        + " AND has_table_privilege('tillstream_reader', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"))
                .isEmpty();
        Tables.execute(List.of("DROP TABLE public.elsewhere"));
    }

    private static String owner() throws SQLException {
        return Tables.text("SELECT quote_ident(current_user)");
    }
}
