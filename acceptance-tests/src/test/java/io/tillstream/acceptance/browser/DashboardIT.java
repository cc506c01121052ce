package io.tillstream.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.tillstream.acceptance.browser.Page.Shown;
import io.tillstream.acceptance.installation.Installation;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person opens the dashboard of a running shop. */
class DashboardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> CHARTS = List.of(
            "kpis",
            "sales",
            "categories",
            "segments",
            "rfm",
            "churn",
            "funnel",
            "seasonality",
            "carts",
            "products",
            "transactions");
    /** The modules that these are in, the one that is pictured last. */
    private static final List<String> WITH_CHARTS =
            List.of("segments", "churn", "sales", "carts", "products", "overview");
    /** They have figures when there are models or findings, and say why there are none until then. */
    private static final List<String> OF_MODELS = List.of(
            "insights",
            "custom-segments",
            "training",
            "models",
            "alerts",
            "quality-audit",
            "forecast",
            "people",
            "churn-probability",
            "churn-reasons",
            "churn-calls",
            "value",
            "value-alive",
            "value-top",
            "propensity",
            "clusters",
            "clusters-scatter",
            "bundles",
            "bundle-rules",
            "dead-stock",
            "cohorts",
            "retention",
            "satisfaction",
            "satisfaction-channels",
            "feedback",
            "support",
            "support-categories",
            "order-spread",
            "payments",
            "correlations",
            "loyalty",
            "loyalty-tiers",
            "quarantine",
            "referrals");

    /** They ask the query service about what every shop has after some months. */
    private static final List<String> OF_MODULES = List.of(
            "live-rates",
            "live-events",
            "live-sales",
            "sales-months",
            "sales-split",
            "cart-outcomes",
            "cart-segments",
            "cart-products",
            "rfm-grid",
            "segment-treemap",
            "segment-moves",
            "product-performance",
            "product-map",
            "product-categories",
            "acquisition",
            "acquisition-payback",
            "acquisition-months",
            "acquisition-campaigns",
            "communication",
            "communication-steps",
            "communication-campaigns",
            "communication-fatigue",
            "journeys",
            "journey-paths",
            "journey-times",
            "attribution",
            "quality-engine",
            "quality-tables",
            "report",
            "users",
            "sessions",
            "audit-log",
            "customers");
    /** They show one customer, of whom not everything need be known. */
    private static final List<String> OF_A_CUSTOMER =
            List.of("customer", "customer-orders", "customer-favourites", "customer-why");

    private static final Set<String> SETTLED = Set.of("ready", "empty");

    @TempDir
    Path folder;

    @Test
    void shouldDrawEveryPanelMoveWithAnEventAndSurviveTheGatewaysDeath() throws Exception {
        Files.createDirectories(PICTURES);
        try (Installation installation = Installation.start(
                folder.resolve("data"),
                "--set=tillstream.simulator.history=P3M",
                "--set=tillstream.simulator.customers=300",
                // fewer than there are, so that the scatters count the others in cells
                "--set=tillstream.dashboard.sample=100")) {
            lookAt(installation, "dark", 1440, 1000, ColorScheme.DARK);
            lookAt(installation, "phone", 390, 844, ColorScheme.LIGHT);
            try (Page page = Page.open(installation)) {
                shouldDrawEveryPanel(page);
                shouldFindACustomerAndPageThroughTheTimeline(page);
                shouldAddPeopleAndKeysAndWriteThatDown(page);
                shouldAskTheServiceOnlyWhatItTakes(installation, page);
                shouldListWhoIsBehindACohort(installation, page);
                shouldListWhoIsInACell(page, installation);
                shouldKeepAView(page);
                shouldSaveTheReport(page);
                shouldFilterTheTilesByTheAddress(installation, page);
                page.screenshot(PICTURES.resolve("light.png"));
                assertThat(page.errors()).isEmpty();
                shouldMoveWhenAnEventIsPosted(installation, page);
                installation.killAndAwait("dashboard-ws");
                page.forgetErrors();
                shouldMoveWhenAnEventIsPosted(installation, page);
                assertThat(page.errors()).isEmpty();
            }
        }
    }

    private static void shouldDrawEveryPanel(Page page) {
        Set<String> needed = new HashSet<>(CHARTS);
        needed.addAll(OF_MODULES);
        Map<String, Shown> panels = new HashMap<>();
        for (String module : page.modules()) {
            panels.putAll(page.walk(module, needed, PATIENCE));
        }
        for (String panel : needed) {
            assertThat(panels.get(panel)).describedAs(panel).isNotNull().satisfies(shown -> {
                assertThat(shown.state()).isEqualTo("ready");
                assertThat(shown.marks()).isPositive();
            });
        }
        for (String panel : OF_MODELS) {
            assertThat(panels.get(panel)).describedAs(panel).isNotNull().satisfies(shown -> {
                assertThat(SETTLED).contains(shown.state());
                assertThat(shown.isBlank()).isFalse();
            });
        }
    }

    private static void shouldFindACustomerAndPageThroughTheTimeline(Page page) {
        String best = page.in("customers", "tbody tr a").first().innerText();
        page.in("customers", "input[type=search]").fill(best);
        page.in("customers", "form button").click();
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> page.in("customers", "tbody tr a").allInnerTexts(), found -> found.stream()
                        .allMatch(id -> id.startsWith(best)));
        page.in("customers", "tbody tr a").first().click();
        assertThat(page.place()).startsWith("#/customers/" + best);
        page.awaitPanel("customer-timeline", "ready", PATIENCE);
        assertThat(page.in("customer-timeline", "li").count()).isEqualTo(50);
        page.in("customer-timeline", "[data-action=more]").click();
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> page.in("customer-timeline", "li").count(), count -> count > 50);
        for (String panel : OF_A_CUSTOMER) {
            page.awaitPanel(panel, "customer".equals(panel) ? "ready"::equals : SETTLED::contains, PATIENCE);
        }
        page.in("customer-timeline", "select").selectOption("order");
        await().atMost(PATIENCE).pollInSameThread().until(() -> page.in("customer-timeline", "li")
                .evaluateAll("entries => entries.length > 0 && entries.every(entry => entry.dataset.kind === 'order')")
                .equals(true));
    }

    private static void shouldAddPeopleAndKeysAndWriteThatDown(Page page) {
        page.awaitPanel("users", "ready", PATIENCE);
        page.in("users", "[name=name]").fill("Vera");
        page.in("users", "[data-action=add-user]").click();
        String link = page.in("users", "[data-once]").inputValue();
        page.awaitPanel("keys", SETTLED::contains, PATIENCE);
        page.in("keys", "[name=name]").fill("nightly export");
        page.in("keys", "[data-action=add-key]").click();
        assertThat(page.in("keys", "[data-once]").inputValue()).startsWith("tsk_");
        try (Page vera = Page.openByLink(link)) {
            vera.awaitPanel("kpis", "ready", PATIENCE);
            assertThat(vera.modules()).contains("overview", "customers").doesNotContain("administration");
            assertThat(vera.errors()).isEmpty();
        }
        page.in("audit-log", "[data-filter=actor]").fill("Vera");
        page.in("audit-log", "[data-filter=actor]").press("Enter");
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> page.text("audit-log"), text -> text.contains("user.password_by_link"));
        page.in("audit-log", "[data-filter=actor]").fill("admin");
        page.in("audit-log", "[data-filter=actor]").press("Enter");
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(
                        () -> page.text("audit-log"),
                        text -> text.contains("user.created") && text.contains("key.created"));
    }

    /** What the page believes of each question is what the service's own description says. */
    private static void shouldAskTheServiceOnlyWhatItTakes(Installation installation, Page page) throws Exception {
        JsonNode paths = installation.get("query", "/openapi?format=json").path("paths");
        Map<?, ?> believed =
                (Map<?, ?>) page.evaluate("import('/js/filters.js').then(({ TAKES }) => Object.fromEntries("
                        + "Object.entries(TAKES).map(([path, { takes }]) => [path, takes])))");
        assertThat(believed).hasSizeGreaterThan(30);
        believed.forEach((path, takes) -> {
            JsonNode parameters = paths.path("/api/v1/" + path).path("get").path("parameters");
            List<String> known =
                    parameters.findValues("name").stream().map(JsonNode::asText).toList();
            for (Object taken : (List<?>) takes) {
                String name = taken.equals("days") ? "from" : taken.equals("action") ? "kind" : String.valueOf(taken);
                assertThat(known).describedAs("parameters of " + path).contains(name);
            }
        });
    }

    /** The list that a mark leads to holds as many customers as the mark stands for. */
    private static void shouldListWhoIsBehindACohort(Installation installation, Page page) throws Exception {
        JsonNode cohort = installation
                .get("query", "/api/v1/cohorts?measure=customers")
                .path("cohorts")
                .path(0);
        String month = cohort.path("cohort").asText();
        String next = YearMonth.parse(month).plusMonths(1).toString();
        assertThat(customers(installation, "cohort=" + month))
                .isEqualTo(cohort.path("size").asInt());
        assertThat(customers(installation, "cohort=" + month + "&bought_in=" + next))
                .isPositive()
                .isEqualTo(cohort.path("months").path(1).asInt());
        page.go("#/customers?cohort=" + month + "&bought_in=" + next);
        page.awaitPanel("customers", "ready", PATIENCE);
        page.go("#/overview");
    }

    /** A cell of all customers leads to a list of as many, whichever customers the points show. */
    private static void shouldListWhoIsInACell(Page page, Installation installation) {
        shouldListWhoIsInACell(page, installation, "segments", "min_orders=", "min_net=");
        shouldListWhoIsInACell(page, installation, "rfm", "min_recency_days=", "min_net=");
        shouldListWhoIsInACell(page, installation, "rfm-grid", "recency_score=", "frequency_score=");
        page.awaitPanel("value-alive", SETTLED::contains, PATIENCE);
        if (page.panelState("value-alive").equals("ready")) {
            shouldListWhoIsInACell(page, installation, "value-alive", "min_alive_probability=", "min_value_expected=");
        }
        page.go("#/overview");
    }

    private static void shouldListWhoIsInACell(
            Page page, Installation installation, String panel, String... parameters) {
        page.awaitPanel(panel, "ready", PATIENCE);
        page.in(panel, ".as-table summary").click();
        Locator cell = page.in(panel, ".as-table tbody tr a").last();
        await().alias(panel).atMost(PATIENCE).pollInSameThread().untilAsserted(() -> {
            String address = String.valueOf(cell.getAttribute("href"));
            assertThat(address).contains(parameters);
            assertThat(customers(installation, address.substring(address.indexOf('?') + 1)))
                    .isPositive()
                    .isEqualTo(Integer.parseInt(cell.innerText()));
        });
    }

    /** What is shown is saved by a name, found again from elsewhere, and removed. */
    private static void shouldKeepAView(Page page) {
        page.go("#/support?range=30d");
        page.at("[data-action=views]").click();
        page.at("[name=view-name]").fill("Tickets of a month");
        page.at("[data-action=save-view]").click();
        page.at("#saved-views").getByText("Tickets of a month is saved.").waitFor();
        page.go("#/overview");
        page.at("#saved-views a").click();
        await().atMost(PATIENCE).pollInSameThread().until(page::place, "#/support?range=30d"::equals);
        page.at("#saved-views").getByText("Remove").dblclick();
        page.at("#saved-views").getByText("No view is saved yet.").waitFor();
        page.at("[data-action=views]").click();
        page.go("#/overview");
    }

    private static void shouldSaveTheReport(Page page) throws Exception {
        page.awaitPanel("report", "ready", PATIENCE);
        Path file = page.download(page.in("report", "[data-action=save-report]"));
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        page.go("#/overview");
    }

    private static int customers(Installation installation, String filter) throws Exception {
        return installation
                .get("query", "/api/v1/customers?limit=1000&" + filter)
                .path("items")
                .size();
    }

    /** One city of many: its customers bring some of the revenue. */
    private static void shouldFilterTheTilesByTheAddress(Installation installation, Page page) throws Exception {
        String city = installation
                .get("query", "/api/v1/sales?dimension=location&limit=1")
                .path("items")
                .path(0)
                .path("key")
                .asText();
        String live = page.value("revenue");
        page.go("#/overview?location=" + URLEncoder.encode(city, StandardCharsets.UTF_8));
        page.awaitValue(
                "revenue",
                value ->
                        new BigDecimal(value).signum() > 0 && new BigDecimal(value).compareTo(new BigDecimal(live)) < 0,
                PATIENCE);
        page.awaitPanel("funnel", "ready", PATIENCE);
        page.go("#/overview");
        page.awaitValue("revenue", value -> new BigDecimal(value).compareTo(new BigDecimal(live)) >= 0, PATIENCE);
    }

    private static void shouldMoveWhenAnEventIsPosted(Installation installation, Page page) throws Exception {
        BigDecimal before = new BigDecimal(page.value("revenue"));
        String order = "order-" + UUID.randomUUID();
        String event = """
                {"event_id":"%s","action":"purchase","customer_id":"browser-test","timestamp":"%s","order_id":"%s",
                 "items":[{"product_id":"p-browser","title":"Very large lamp","category":"Home","price":1000000,"quantity":1}]}""".formatted(UUID.randomUUID(), Instant.now(), order);
        assertThat(installation.postEvents("application/json", event)).isEqualTo(202);
        BigDecimal after = before.add(new BigDecimal(1_000_000));
        page.awaitValue("revenue", value -> new BigDecimal(value).compareTo(after) >= 0, Duration.ofSeconds(30));
        assertThat(new BigDecimal(page.value("revenue"))).isLessThan(after.add(new BigDecimal(900_000)));
    }

    private static void lookAt(Installation installation, String name, int width, int height, ColorScheme scheme)
            throws Exception {
        try (Page page = Page.open(installation, width, height, scheme)) {
            Map<String, Shown> panels = new HashMap<>();
            for (String module : WITH_CHARTS) {
                panels.putAll(page.walk(module, CHARTS, PATIENCE));
            }
            page.screenshot(PICTURES.resolve(name + ".png"));
            assertThat(page.errors()).isEmpty();
            assertThat(panels)
                    .containsKeys(CHARTS.toArray(String[]::new))
                    .allSatisfy((panel, shown) ->
                            assertThat(SETTLED).describedAs(panel).contains(shown.state()));
            CHARTS.forEach(panel -> assertThat(panels.get(panel))
                    .describedAs(panel)
                    .isNotNull()
                    .extracting(Shown::state)
                    .isEqualTo("ready"));
            assertThat(page.widths().getFirst())
                    .isLessThanOrEqualTo(page.widths().getLast());
        }
    }
}
