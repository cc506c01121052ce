package io.tillstream.query.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.support.Endpoint;
import io.tillstream.query.support.ManyRows;
import io.tillstream.query.support.Tables;
import io.tillstream.query.support.TablesResource;
import io.tillstream.stack.database.LargeShop;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * No endpoint reads a large table from end to end: each is asked in every way its parameters allow one at a time, and the database says how it answers the
 * statements that it got.
 */
public abstract class PlanQuestions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern CHOICES = Pattern.compile("one of (.*)");

    /** Asks the log as well, and waits for it when it is away. */
    private static final String STATUS = "/api/v1/status";

    /** Values that the shop holds. */
    private static final Map<Parameter, String> VALUES = Map.ofEntries(
            Map.entry(Parameter.CATEGORY, "category-3"),
            Map.entry(Parameter.LOCATION, "town-7"),
            Map.entry(Parameter.COUNTRY, "DE"),
            Map.entry(Parameter.AGE_GROUP, "26-35"),
            Map.entry(Parameter.GENDER, "female"),
            Map.entry(Parameter.SEGMENT, "Lost"),
            Map.entry(Parameter.CHANNEL, "web"),
            Map.entry(Parameter.CAMPAIGN, "spring"),
            Map.entry(Parameter.DEVICE, "mobile"),
            Map.entry(Parameter.PAYMENT_METHOD, "card"),
            Map.entry(Parameter.CUSTOMER, "1"),
            Map.entry(Parameter.PRODUCT, "1"),
            Map.entry(Parameter.BEHAVIOUR, "Bargain Hunter"),
            Map.entry(Parameter.CUSTOM_SEGMENT, "1"),
            Map.entry(Parameter.ACTION, "purchase"),
            Map.entry(Parameter.COHORT, "2024-03"),
            Map.entry(Parameter.BOUGHT_IN, "2024-03"),
            Map.entry(Parameter.MIN_NET, "900"),
            Map.entry(Parameter.MAX_NET, "2"),
            Map.entry(Parameter.MIN_ORDERS, "5"),
            Map.entry(Parameter.MAX_ORDERS, "1"),
            Map.entry(Parameter.RECENCY_SCORE, "5"),
            Map.entry(Parameter.FREQUENCY_SCORE, "1,2"),
            Map.entry(Parameter.MONETARY_SCORE, "3"),
            Map.entry(Parameter.MIN_RECENCY_DAYS, "690"),
            Map.entry(Parameter.MAX_RECENCY_DAYS, "1"),
            Map.entry(Parameter.MIN_VALUE_EXPECTED, "0.9"),
            Map.entry(Parameter.MAX_VALUE_EXPECTED, "0.1"),
            Map.entry(Parameter.MIN_ALIVE_PROBABILITY, "0.95"),
            Map.entry(Parameter.MAX_ALIVE_PROBABILITY, "0.05"),
            Map.entry(Parameter.MIN_VALUE, "900"),
            Map.entry(Parameter.LIMIT, "20"));

    /** Questions without days that no cell answers, by a part of their statements; each must still be needed. */
    private static final Map<String, String> COUNTED = Map.ofEntries(
            Map.entry("WITH counted AS (SELECT path", "journeys of all time by their path"),
            Map.entry(
                    "WITH of_segment AS (",
                    "what a segment's customers did, of all time: from their events and orders"),
            Map.entry(
                    "WHEN 'purchase' THEN 4 ELSE 0 END AS step", "the funnel of some customers of all time, likewise"),
            Map.entry("WITH bought AS ", "cohorts and retention by what no cell holds: counted from the orders"),
            Map.entry("AS placed GROUP BY", "hours and months of some orders of all time, likewise"),
            Map.entry("WITH placed AS (", "baskets of some orders of all time, likewise"),
            Map.entry("AS nps_answers", "answers of all time by what is known of their customers or products"),
            Map.entry("FROM segment_transitions WHERE", "moves of all time"),
            Map.entry("WITH sold AS (", "sales of all time by a mix that no cell holds: counted from the orders"),
            Map.entry("SELECT NULL::bigint AS opened", "carts of all time by what is known of their customers"),
            Map.entry("WITH answers AS (", "who bought again after an answer, of all answers"),
            Map.entry("SELECT rfm_recency, rfm_frequency", "RFM cells within a filter: counted from the customers"),
            Map.entry("WITH chosen AS (SELECT behaviours", "behavioural segments within a filter, likewise"),
            Map.entry("SELECT greatest(least(floor(purchase_probability", "propensity within a filter, likewise"),
            Map.entry("FROM customer_facts", "customers by what their cells do not hold, likewise"),
            Map.entry("percentile_disc(0.5) WITHIN GROUP", "the median of expected spend needs every value"),
            Map.entry("WITH valued AS (", "the bands of expected spend need every value"));

    /** Questions that look at so many rows that end to end is the shorter way, also with days. */
    private static final Map<String, String> BROAD = Map.of(
            "AND f.text IS NOT NULL ORDER BY f.at DESC",
                    "the texts of 5,000 answers with their customers, of a shop with 30,000",
            "JOIN order_lines l USING", "lines have no day of their own: distinct buyers by product or category",
            "ORDER BY hashtextextended", "a sample of 5,000 buyers, of a shop with 20,000");

    /** Parameters whose every value is asked for, because each is a question of its own. */
    private static final Set<Parameter> SPLITS =
            Set.of(Parameter.SORT, Parameter.DIMENSION, Parameter.BY, Parameter.STATE, Parameter.KIND, Parameter.TIER);

    @Inject
    @SuppressWarnings("NullAway.Init")
    RecordingDatabase database;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI service;

    private final Map<String, String> faults = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> excused = new HashSet<>();
    private Set<String> large = Set.of();

    @Test
    void shouldReadNoLargeTableFromEndToEndForAnyEndpoint() throws Exception {
        ManyRows.insert();
        large = ManyRows.largeTables();
        assertThat(large).contains("customers", "orders", "order_lines", "carts", "sales_cells");
        // the check can fail
        assertThat(scanned(Sql.of("SELECT gender, count(*) FROM customers GROUP BY 1")))
                .containsExactly("customers");
        database.taken();
        int endpoints = 0;
        for (Endpoint endpoint : Endpoint.all()) {
            if (endpoint.verb().equals("GET")
                    && isForPeople(endpoint)
                    && !isTable(endpoint)
                    && !endpoint.path().equals(STATUS)) {
                endpoints++;
                ask(endpoint);
            }
        }
        assertThat(endpoints).isGreaterThan(60);
        assertThat(seen).hasSizeGreaterThan(200);
        assertThat(String.join("\n", faults.values())).isEmpty();
        assertThat(excused).containsAll(COUNTED.keySet()).containsAll(BROAD.keySet());
    }

    @Test
    void shouldRememberFiguresOnlyUntilSomebodyWrites() throws Exception {
        Sql moment = Sql.of("SELECT clock_timestamp()::text AS at");
        // the service itself may write in between, but not every time
        Awaitility.await().atMost(PATIENCE).until(() -> figure(moment).equals(figure(moment)));
        String last = figure(moment);

        Tables.execute(List.of("COMMENT ON TABLE customers IS 'Everybody who was seen'"));

        assertThat(figure(moment)).isNotEqualTo(last);
    }

    /** Every answer is dear in this installation. */
    @Test
    void shouldGiveTheLastAnswerWithItsAgeAndThePresentToWhoeverWantsIt() throws Exception {
        String address = "/api/v1/segments/demographic?dimension=country&gender=as%20yet%20unheard%20of";
        HttpResponse<String> first = get(address);
        assertThat(JSON.readTree(first.body()).path("items")).isEmpty();
        assertThat(first.headers().firstValue("Age")).isEmpty();
        Tables.execute(List.of("INSERT INTO customers (customer_id, gender, country, first_seen_at, last_seen_at)"
                + " VALUES ('late', 'as yet unheard of', 'Atlantis', '2024-01-01Z', '2024-01-01Z')"));
        try {
            HttpResponse<String> last = get(address);
            assertThat(last.headers().firstValue("Age")).isPresent();
            assertThat(last.body()).isEqualTo(first.body());
            assertThat(last.headers().firstValue("ETag"))
                    .isEqualTo(first.headers().firstValue("ETag"));

            HttpResponse<String> present = get(address, "Cache-Control", "no-cache");
            assertThat(JSON.readTree(present.body()).path("items")).hasSize(1);
            assertThat(present.headers().firstValue("Age")).isEmpty();
            assertThat(get(address).body()).isEqualTo(present.body());
        } finally {
            Tables.execute(List.of("DELETE FROM customers WHERE customer_id = 'late'"));
            database.taken();
        }
    }

    private String figure(Sql sql) {
        return database.figure(sql, row -> row.getString("at")).await().atMost(PATIENCE);
    }

    private static boolean isForPeople(Endpoint endpoint) {
        return "viewer".equals(endpoint.role()) || "analyst".equals(endpoint.role());
    }

    /** A whole table as a file reads the whole table; a chart or report asks what others ask. */
    private static boolean isTable(Endpoint endpoint) {
        Produces type = endpoint.declares().getAnnotation(Produces.class);
        return type != null && !List.of(type.value()).contains(MediaType.APPLICATION_JSON);
    }

    private void ask(Endpoint endpoint) throws Exception {
        String path = endpoint.path().replace("/metrics/1", "/metrics/" + ManyRows.METRIC);
        ask(path, path);
        Accepts accepts = endpoint.declares().getAnnotation(Accepts.class);
        if (accepts == null) {
            return;
        }
        List<Parameter> parameters = List.of(accepts.value());
        if (parameters.contains(Parameter.FROM)) {
            ask(path, path + "?from=" + LargeShop.LAST.minusDays(29) + "&to=" + LargeShop.LAST);
        }
        for (Parameter parameter : parameters) {
            for (String value : values(path, parameter)) {
                ask(path, path + "?" + parameter.wireName() + "=" + value);
            }
        }
    }

    private List<String> values(String path, Parameter parameter) throws Exception {
        String known = VALUES.get(parameter);
        if (known != null) {
            return List.of(known);
        }
        if (!SPLITS.contains(parameter)) {
            return List.of();
        }
        HttpResponse<String> refused = get(path + "?" + parameter.wireName() + "=none-such");
        database.taken();
        if (refused.statusCode() != 400) {
            return List.of();
        }
        Matcher choices =
                CHOICES.matcher(JSON.readTree(refused.body()).path("detail").asText());
        return choices.find() ? List.of(choices.group(1).split(", ")) : List.of();
    }

    private void ask(String endpoint, String address) throws Exception {
        HttpResponse<String> answer = get(address);
        if (answer.statusCode() >= 500) {
            faults.put(address, "GET " + address + " answers " + answer.body());
        }
        explain(endpoint, address);
        if (answer.statusCode() == 200 && answer.body().startsWith("{")) {
            JsonNode cursor = JSON.readTree(answer.body()).path("next_cursor");
            if (cursor.isTextual()) {
                String more = address + (address.contains("?") ? "&" : "?") + "cursor="
                        + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
                int next = get(more).statusCode();
                if (next != 200) {
                    faults.put(address, "GET " + address + ": the second page answers " + next);
                }
                explain(endpoint, address + " (second page)");
            }
        }
    }

    private void explain(String endpoint, String address) throws Exception {
        for (Sql sql : database.taken()) {
            if (!seen.add(endpoint + sql + sql.tuple().deepToString())) {
                continue;
            }
            Set<String> scanned = scanned(sql);
            if (!scanned.isEmpty() && !isExcused(sql, address)) {
                faults.putIfAbsent(endpoint + sql, "GET " + address + " reads all of " + scanned + "\n    by " + sql);
            }
        }
    }

    private boolean isExcused(Sql sql, String address) {
        List<String> parts = Stream.concat(COUNTED.keySet().stream(), BROAD.keySet().stream())
                .filter(part -> sql.toString().contains(part))
                .toList();
        excused.addAll(parts);
        return parts.stream().anyMatch(BROAD::containsKey) || !parts.isEmpty() && !address.contains("from=");
    }

    private Set<String> scanned(Sql sql) throws Exception {
        Set<String> scanned = new HashSet<>();
        collect(JSON.readTree(database.plan(sql)), scanned);
        scanned.retainAll(large);
        return scanned;
    }

    private static void collect(JsonNode node, Set<String> scanned) {
        if (node.path("Node Type").asText().equals("Seq Scan")) {
            scanned.add(node.path("Relation Name").asText());
        }
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        children.forEach(child -> collect(child, scanned));
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return get(address, "Accept", "application/json");
    }

    private HttpResponse<String> get(String address, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(address.replace(" ", "%20")))
                .header("Authorization", "Bearer " + TablesResource.SERVICE_KEY)
                .header(header, value)
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
