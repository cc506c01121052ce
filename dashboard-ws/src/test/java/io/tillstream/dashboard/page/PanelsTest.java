package io.tillstream.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.Figures;
import io.tillstream.dashboard.testing.MadeUpModels;
import io.tillstream.dashboard.testing.MadeUpShop;
import io.tillstream.dashboard.testing.PublicTopics;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole page in a browser, fed by made-up figures through a real broker. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class PanelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CUSTOMERS = 400;
    private static final int SAMPLE = 150;
    private static final int FIRST_SCRIPTS_BYTES = 150_000;
    static final String FIELDS = """
            {"items":[{"field":"net","kind":"money","operators":["=",">=","exists"],"choices":[]},
            {"field":"churn_tier","kind":"text","operators":["=","in"],"choices":["Low","Medium","High"]}]}""";
    static final String INSIGHTS = """
            {"items":[{"sentence":"Peak activity is Wednesday 14:00.","advice":"Staff it.","test":"Poisson","p_value":0.0001}]}""";

    /** A broker of its own, since other tests count what is in theirs, and more customers than the scatters draw. */
    public static final class OwnShop implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tillstream.dashboard.sample", String.valueOf(SAMPLE));
        }
    }

    @SuppressWarnings("NullAway.Init")
    BrokerResource broker;

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    String url;

    @BeforeEach
    void awaitReadiness() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldDrawEveryPanelMoveWithAProfileAndPassOnWhatTheUserWants() {
        upstream.answer("/api/v1/custom-segments/fields", FIELDS);
        upstream.answer("/api/v1/insights", INSIGHTS);
        upstream.answer("/api/v1/customers/c-new/recommendations", "{\"items\":[]}");
        Answers.give(upstream);
        ModuleAnswers.give(upstream);
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers());
                Screen screen = new Screen()) {
            MadeUpShop.fill(topics, Instant.now(), CUSTOMERS);
            Page page = screen.open(url, 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            shouldLoadLittleAtFirst(page);
            assertThat(Screen.state(page, "models"))
                    .describedAs("in another module")
                    .isEqualTo("loading");
            assertThat(panels(page)).hasSize(88);
            shouldDrawAndPictureEveryModule(page);
            shouldKeepTheRangeInTheAddress(page);
            shouldLetTheSameSegmentStandOut(page);
            shouldCountAllCustomersBelowTheSample(page);
            shouldShowOneCustomer(page);
            shouldSayWhereItStandsWithFeedback(page);
            shouldSaveTheReport(page);
            shouldSayWhatTheAuditFound(page);
            shouldMendARejectedRecord(page);
            shouldImportAFile(page);
            shouldMoveWithANewProfile(topics, page);
            shouldShowMarkupAsText(page);
            shouldOpenACustomer(page);
            shouldTrain(topics, page);
            shouldSaveASegment(page);
            assertThat(screen.errors()).isEmpty();
        }
    }

    private static void shouldDrawAndPictureEveryModule(Page page) {
        Map<String, Integer> marks = new HashMap<>();
        assertThat(Screen.modules(page)).hasSizeGreaterThan(10);
        for (Locator link : page.locator("nav.modules a").all()) {
            link.click();
            String name = String.valueOf(link.getAttribute("data-to"));
            page.locator("main [data-module='" + name + "']:not([hidden])").waitFor();
            assertThat(page.title()).isEqualTo(link.textContent() + " · Tillstream");
            assertThat(page.locator("main [data-module]:not([hidden])").count()).isOne();
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("g-" + name);
            marks.putAll(Screen.walk(page, name));
            Screen.picture(page, name);
        }
        marks.putAll(Screen.walk(page, "customers/c-new"));
        assertThat(marks).containsOnlyKeys(panels(page)).allSatisfy((panel, count) -> assertThat(count)
                .describedAs(panel)
                .isPositive());
    }

    /** Scripts of the first page, as sent without compression; those of other modules come when these are opened. */
    private static void shouldLoadLittleAtFirst(Page page) {
        for (String panel : List.of("insights", "sales", "transactions", "categories", "funnel")) {
            Screen.ready(page, panel);
        }
        Screen.awaitText(page, "insights", "most of all features days as a customer by 0.40");
        Object bytes =
                page.evaluate("performance.getEntriesByType('resource').filter(file => file.name.includes('/js/'))"
                        + ".reduce((sum, file) => sum + file.decodedBodySize, 0)");
        assertThat(((Number) bytes).intValue()).isBetween(20_000, FIRST_SCRIPTS_BYTES);
        assertThat(
                        page.evaluate(
                                "performance.getEntriesByType('resource').some(file => file.name.endsWith('/panels/models.js'))"))
                .isEqualTo(false);
    }

    /** Who points at a segment of the map sees it in the scatter beside it. */
    private static void shouldLetTheSameSegmentStandOut(Page page) {
        Screen.ready(page, "segments");
        Locator map = Screen.ready(page, "segment-treemap");
        Locator champions = map.locator(".slicetext").getByText("Champions");
        champions.hover(new Locator.HoverOptions().setForce(true));
        await().atMost(PATIENCE).pollInSameThread().until(() -> plainSegments(page), List.of("Champions")::equals);
        page.mouse().move(2, 2);
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> plainSegments(page).size() > 3);
    }

    /** The points are a sample; the cells below them hold everybody, and lead to them. */
    private void shouldCountAllCustomersBelowTheSample(Page page) {
        String sample =
                "Cells count all " + CUSTOMERS + " customers, the stronger the more; points are a sample of " + SAMPLE;
        for (String panel : List.of("segments", "rfm", "clusters-scatter", "value-alive")) {
            assertThat(Screen.ready(page, panel).textContent())
                    .describedAs(panel)
                    .contains(sample);
            assertThat(drawn(page, panel, "plot.data[0].type")).isEqualTo("heatmap");
            assertThat(drawn(page, panel, "plot.data[0].z.flat().reduce((sum, count) => sum + count, 0)"))
                    .describedAs(panel)
                    .isEqualTo(CUSTOMERS);
            assertThat(drawn(page, panel, "plot.data.slice(1).reduce((sum, trace) => sum + trace.x.length, 0)"))
                    .describedAs(panel)
                    .isEqualTo(SAMPLE);
        }
        shouldLeadFromACell(page, "rfm", "min_recency_days=\\d+&max_recency_days=\\d+&min_net=[\\d.]+&max_net=[\\d.]+");
        shouldLeadFromACell(
                page,
                "value-alive",
                "min_alive_probability=[\\d.]+(&max_alive_probability=[\\d.]+)?&min_value_expected=[\\d.]+&max_value_expected=[\\d.]+");
        shouldLeadFromACell(page, "value", "min_value_expected=[\\d.]+&max_value_expected=[\\d.]+");
        shouldLeadFromACell(page, "rfm-grid", "recency_score=1&frequency_score=1");
        Locator rfm = Screen.ready(page, "rfm");
        rfm.getByText("Days and orders").click();
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> drawn(page, "rfm", "plot.layout.yaxis.title.text"), "Orders"::equals);
        rfm.getByText("In space").click();
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> drawn(page, "rfm", "plot?.data?.[0].type"), "scatter3d"::equals);
        rfm.getByText("Days and spend").click();
        await().atMost(PATIENCE)
                .pollInSameThread()
                .until(() -> drawn(page, "rfm", "plot?.data?.[0].type"), "heatmap"::equals);
        Locator segments = Screen.ready(page, "segments");
        segments.locator("details.as-table summary").click();
        Locator cell = segments.locator("details.as-table td a").first();
        assertThat(cell.getAttribute("href"))
                .matches("#/customers\\?min_orders=\\d+&max_orders=\\d+&min_net=[\\d.]+&max_net=[\\d.]+");
        cell.click();
        await().atMost(PATIENCE).until(upstream::questions, asked -> asked.stream()
                .anyMatch(question -> question.matches("/api/v1/customers\\?.*min_orders=\\d+.*max_net=[\\d.]+9")));
        page.locator("[data-action=clear-filters]").click();
    }

    /** The first cell that somebody is in leads to a list by its bounds. */
    private static void shouldLeadFromACell(Page page, String panel, String parameters) {
        Locator table = Screen.ready(page, panel).locator("details.as-table");
        table.locator("summary").click();
        assertThat(table.locator("tbody a").first().getAttribute("href"))
                .describedAs(panel)
                .matches("#/customers\\?" + parameters);
    }

    private static Object drawn(Page page, String panel, String what) {
        return page.evaluate(
                "(panel) => { const plot = document.querySelector(`[data-panel=${panel}] .js-plotly-plot`); return "
                        + what + "; }",
                panel);
    }

    /** Segments of the scatter that are not dimmed. */
    private static List<?> plainSegments(Page page) {
        return (List<?>) page.evaluate("document.querySelector('[data-panel=segments] .js-plotly-plot').data"
                + ".filter((trace) => !(trace.opacity < 1)).map((trace) => trace.name)");
    }

    private void shouldShowOneCustomer(Page page) {
        Screen.ready(page, "customers").getByLabel("Search").fill("c-n");
        page.keyboard().press("Enter");
        assertThat(page.url()).contains("#/customers?").contains("search=c-n");
        await().atMost(PATIENCE).until(upstream::questions, asked -> asked.stream()
                .anyMatch(question -> question.startsWith("/api/v1/customers?") && question.contains("search=c-n")));
        Screen.ready(page, "customers").getByText("c-new").click();
        assertThat(page.url()).contains("#/customers/c-new");
        await().atMost(PATIENCE).pollInSameThread().until(page::title, "Customer c-new · Tillstream"::equals);
        Locator timeline = Screen.ready(page, "customer-timeline");
        assertThat(timeline.textContent()).contains("Bought 2 × Lamp <i>", "Moved to At Risk, from Loyal");
        assertThat(Screen.ready(page, "customer").textContent()).contains("Ann <b>Example</b>", "hidden from you");
        timeline.getByLabel("What happened").selectOption("order");
        await().atMost(PATIENCE).until(upstream::questions, asked -> asked.stream()
                .anyMatch(question -> question.contains("/c-new/timeline?") && question.contains("kind=order")));
        timeline.getByText("Earlier").click();
        await().atMost(PATIENCE).until(upstream::questions, asked -> asked.stream()
                .anyMatch(question -> question.contains("/c-new/timeline?") && question.contains("cursor=next")));
        page.evaluate("scrollTo(0, 0)");
        Screen.picture(page, "customer");
    }

    private void shouldSayWhereItStandsWithFeedback(Page page) {
        Locator feedback = Screen.ready(page, "feedback");
        feedback.locator("li select").first().selectOption("resolved");
        awaitChange("PUT /api/v1/feedback/e/status {\"status\":\"resolved\"}");
    }

    /** Of the days and filters of the page. */
    private void shouldSaveTheReport(Page page) {
        page.evaluate("location.hash = '#/reports?from=2026-02-01&to=2026-02-28&country=US&action=refund'");
        Locator report = Screen.ready(page, "report");
        report.getByText("Feb 1, 2026 to Feb 28, 2026").waitFor();
        assertThat(report.locator("li").allTextContents())
                .containsExactly("Days: Feb 1, 2026 to Feb 28, 2026", "country: US", "action: refund (not by this)");
        Download download = page.waitForDownload(
                () -> report.locator("[data-action=save-report]").click());
        assertThat(download.suggestedFilename()).isEqualTo("report-2026-02-01-2026-02-28.pdf");
        assertThat(upstream.questions()).contains("/api/v1/report?from=2026-02-01&to=2026-02-28&country=US");
        assertThat(Screen.ready(page, "alerts").locator("tbody tr").allTextContents())
                .hasSize(2)
                .first()
                .asString()
                .contains("raised", "most of all features days as a customer by 0.40", "0.4", "0.2");
        page.locator("[data-action=clear-filters]").click();
    }

    private static void shouldSayWhatTheAuditFound(Page page) {
        Locator audit = Screen.ready(page, "quality-audit");
        assertThat(audit.locator("[data-figure=result] .value").textContent()).isEqualTo("1 difference");
        assertThat(audit.locator("[data-figure=compared] .value").textContent()).isEqualTo("2,600");
        assertThat(audit.locator("[data-figure=records]").textContent())
                .contains("5,000", "4,980 counted, 12 repeated, 5 rejected");
        assertThat(audit.locator("[data-part=differences] td").allTextContents())
                .containsExactly("profiles", "topics", "c-7 <b>", "net", "12.50", "13.50");
    }

    private void shouldMendARejectedRecord(Page page) {
        Locator panel = Screen.ready(page, "quarantine");
        panel.getByText("Look at 1").click();
        panel.getByText("cheap <b>").waitFor();
        Locator bench = panel.locator(".bench");
        assertThat(bench.getByLabel("Field").inputValue()).isEqualTo("items[*].price");
        bench.getByLabel("What to do").selectOption("number");
        bench.locator("[data-action=repair]").click();
        awaitChange("POST /api/v1/quarantine/repair {\"select\":{\"group\":\"g1\"},\"changes\":["
                + "{\"op\":\"number\",\"path\":\"items[*].price\"}]}");
        bench.locator("[data-action=replay]").click();
        awaitChange("POST /api/v1/quarantine/replay {\"select\":{\"group\":\"g1\"}}");
        page.evaluate("scrollTo(0, 0)");
        Screen.picture(page, "quality-bench");
    }

    private void shouldImportAFile(Page page) {
        Locator panel = Screen.ready(page, "import-file");
        upstream.answerPost("/v1/imports/preview", ModuleAnswers.PREVIEW);
        panel.locator("[name=file]")
                .setInputFiles(new FilePayload(
                        "orders.csv", "text/csv", "Beleg;Note <b>\n1;x\n".getBytes(StandardCharsets.UTF_8)));
        panel.getByText("no column for price").waitFor();
        assertThat(panel.locator("[data-action=import]").isDisabled()).isTrue();
        assertThat(panel.locator("th").allTextContents()).containsExactly("Beleg", "Note <b>");
        assertThat(panel.getByLabel("Field of column Beleg").inputValue()).isEqualTo("order_id");
        upstream.answerPost(
                "/v1/imports/preview",
                ModuleAnswers.PREVIEW.replace("null}]", "\"price\"}]").replace("\"no column for price\"", "null"));
        panel.getByLabel("Field of column Note <b>").fill("price");
        page.keyboard().press("Tab");
        await().atMost(PATIENCE).pollInSameThread().until(() -> panel.locator("[data-action=import]")
                .isEnabled());
        panel.locator("[name=mapping-name]").fill("till");
        panel.locator("[name=shared]").check();
        panel.locator("[data-action=keep-mapping]").click();
        awaitChange(
                "PUT /v1/imports/mappings/till {\"mapping\":{\"Beleg\":\"order_id\",\"Note <b>\":\"price\"},\"options\":{},\"shared\":true}");
        page.evaluate("scrollTo(0, 0)");
        Screen.picture(page, "import-file");
        panel.locator("[data-action=import]").click();
        panel.getByText("It is sent.").waitFor();
        await().atMost(PATIENCE).until(upstream::changes, changes -> changes.stream()
                .anyMatch(change -> change.startsWith("POST /v1/imports ")
                        && change.contains("filename=\"orders.csv\"")
                        && change.contains("{\"Beleg\":\"order_id\",\"Note <b>\":\"price\"}")));
        Locator list = Screen.ready(page, "import-list");
        assertThat(list.textContent()).contains("january <b>.csv", "runs", "the file ends in the middle");
        list.getByText("Report").click();
        list.getByText("cannot be read").waitFor();
        assertThat(list.textContent()).contains("5 rows; left are 3 lines of 2 orders by 2 customers, worth 12.5.");
        assertThat(Screen.ready(page, "senders").textContent())
                .contains("is missing", "session_id", "of crawlers, kept out", "204", "app <b>", "of 2 write keys.");
    }

    private void shouldKeepTheRangeInTheAddress(Page page) {
        Screen.ready(page, "support");
        Locator range = page.locator("[data-filters]");
        range.getByText("30 days").click();
        assertThat(page.url()).endsWith("#/support?range=30d");
        range.getByLabel("From day").fill("2026-01-05");
        range.getByLabel("To day").fill("2026-02-05");
        assertThat(page.url()).endsWith("#/support?from=2026-01-05&to=2026-02-05");
        await().atMost(PATIENCE).until(upstream::questions, asked -> asked.stream()
                .anyMatch(question -> question.startsWith("/api/v1/support?")
                        && question.contains("from=2026-01-05")
                        && question.contains("to=2026-02-05")));
        page.reload();
        Screen.ready(page, "support-categories");
        assertThat(page.locator("[data-filters]").getByLabel("To day").inputValue())
                .isEqualTo("2026-02-05");
        page.goBack();
        page.goBack();
        page.goBack();
        page.waitForURL(address -> address.endsWith("#/support"));
    }

    @Test
    void shouldSetUpTheAdministratorAndSignInByKeyboard() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "login.html#first-admin=one-time", 800, 600, ColorScheme.LIGHT);
            awaitText(page, "h1", "Become the administrator");
            assertThat(page.url()).describedAs("the token is out of sight").doesNotContain("one-time");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("name");
            page.keyboard().press("Tab");
            page.keyboard().type("seven green teapots");
            page.keyboard().press("Tab");
            page.keyboard().type("seven green teapot");
            page.keyboard().press("Enter");
            awaitText(page, "[role=alert]", "The two passwords differ.");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("repeat");
            page.keyboard().press("End");
            page.keyboard().type("s");
            Screen.picture(page, "first-admin");
            page.keyboard().press("Enter");
            page.waitForURL(url);
            assertThat(upstream.changes())
                    .contains(
                            "POST /api/v1/access/first-admin {\"password\":\"seven green teapots\",\"name\":\"admin\",\"token\":"
                                    + "\"one-time\"}");
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldSayWhyNobodyIsSignedInAndLeadThereWhenTheSessionHasEnded() {
        String problem = "{\"code\":\"wrong_credentials\",\"detail\":\"the name or the password is wrong\"}";
        upstream.refuse("/api/v1/access/login", problem);
        upstream.answer(
                "/api/v1/access/me",
                "{\"mode\":\"required\",\"kind\":\"user\",\"name\":\"Vera\",\"roles\":[\"viewer\"]}");
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "login.html", 390, 700, ColorScheme.DARK);
            page.locator("#name").fill("vera");
            page.locator("#password").fill("wrong");
            page.keyboard().press("Enter");
            awaitText(page, "[role=alert]", "The name or the password is wrong");
            assertThat(page.locator("#password").getAttribute("aria-invalid")).isNotNull();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
            page.navigate(url);
            awaitText(page, "[data-session] [data-text=user]", "Vera");
            page.locator("[data-action='sign-out']").click();
            page.waitForURL("**/login.html");
            assertThat(upstream.changes()).contains("POST /api/v1/access/logout {}");
        } finally {
            upstream.refuse("/api/v1/access/login", null);
            upstream.answer("/api/v1/access/me", "{\"mode\":\"open\"}");
        }
    }

    @Test
    void shouldOfferTheCompanysSignInAndSayWhyItRefused() {
        upstream.answer("/api/v1/access/methods", "{\"company\":true,\"password\":false}");
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "login.html#company=not_allowed", 390, 700, ColorScheme.DARK);
            Locator company = page.getByText("Sign in by your company");
            company.waitFor();
            assertThat(company.getAttribute("href")).isEqualTo("/api/v1/access/company");
            awaitText(page, "[role=alert]", "Your company did not give you a role here.");
            assertThat(page.locator("[role=alert]").isVisible()).isTrue();
            PlaywrightAssertions.assertThat(page.locator("form")).isHidden();
            assertThat(page.url()).describedAs("said once").doesNotContain("not_allowed");
            assertThat(company.boundingBox().height)
                    .describedAs("a button for a finger")
                    .isGreaterThan(36);
            Screen.picture(page, "company-sign-in");
            assertThat(screen.errors()).isEmpty();
        } finally {
            upstream.answer("/api/v1/access/methods", "{\"password\":true}");
        }
    }

    private static void awaitText(Page page, String selector, String text) {
        PlaywrightAssertions.assertThat(page.locator(selector))
                .hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE.toMillis()));
    }

    private static List<String> panels(Page page) {
        return page.locator("main [data-panel]").all().stream()
                .map(panel -> String.valueOf(panel.getAttribute("data-panel")))
                .toList();
    }

    private static void shouldMoveWithANewProfile(PublicTopics topics, Page page) {
        Screen.awaitText(page, "custom-segments", "Big spenders");
        int members = members(page);
        topics.profile(MadeUpModels.scored(
                Figures.customer("c-new", 9, 500_000 * Figures.UNIT, 300, new RfmScore(1, 5, 5), "At Risk", "High"),
                0));
        topics.flush();
        Screen.awaitText(page, "churn-calls", "c-new");
        Screen.awaitText(page, "churn-probability", CUSTOMERS + 1 + " customers scored");
        Screen.awaitText(page, "value", CUSTOMERS + 1 + " customers");
        Screen.awaitText(page, "value-top", "c-new");
        Screen.awaitText(page, "clusters", CUSTOMERS + 1 + " customers in 4 groups");
        Screen.awaitText(page, "propensity", "of " + (CUSTOMERS + 1) + " customers");
        Screen.shown(page, "custom-segments");
        await().atMost(PATIENCE).pollInSameThread().until(() -> members(page), count -> count == members + 1);
    }

    private static int members(Page page) {
        return Integer.parseInt(
                String.valueOf(page.locator("[data-members]").first().getAttribute("data-value")));
    }

    private static void shouldShowMarkupAsText(Page page) {
        assertThat(Screen.panel(page, "custom-segments").textContent()).contains("Big spenders <b>of ours</b>");
        assertThat(Screen.panel(page, "custom-segments").locator("b").count()).isZero();
    }

    private static void shouldOpenACustomer(Page page) {
        Locator name = Screen.ready(page, "churn-calls").getByText("c-new");
        name.focus();
        page.keyboard().press("Enter");
        Locator dialog = page.locator("dialog[open]");
        dialog.getByText("No purchase for 300 days").waitFor();
        assertThat(dialog.textContent()).contains("Customer c-new", "$5,000.00");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]").count()).isZero();
    }

    private void shouldTrain(PublicTopics topics, Page page) {
        Locator training = Screen.ready(page, "training");
        training.locator("[data-action=train]").click();
        awaitChange("POST /api/v1/models/train {\"by\":\"dashboard\"}");
        MadeUpModels.training(topics, Instant.now(), "running", 0.4);
        topics.flush();
        Screen.awaitText(page, "training", "Growing trees for churn");
        assertThat(training.locator("progress").isVisible()).isTrue();
        assertThat(training.locator("[data-action=train]").isDisabled()).isTrue();
        Screen.ready(page, "models")
                .locator("[data-model=churn]")
                .getByText("Pin")
                .click();
        awaitChange("POST /api/v1/models/churn/pin {}");
    }

    private void shouldSaveASegment(Page page) {
        Locator form = Screen.ready(page, "custom-segments").locator("form");
        form.getByLabel("Name").fill("Rich");
        form.getByLabel("Value").fill("1000");
        form.locator("[data-action=add-rule]").click();
        form.getByLabel("Field").last().selectOption("churn_tier");
        form.getByLabel("Value").last().selectOption("High");
        form.locator("[data-action=save-segment]").click();
        awaitChange("POST /api/v1/custom-segments {\"name\":\"Rich\",\"description\":\"\",\"rule\":{\"all\":["
                + "{\"field\":\"net\",\"operator\":\">=\",\"value\":1000},"
                + "{\"field\":\"churn_tier\",\"operator\":\"=\",\"value\":\"High\"}]}}");
    }

    private void awaitChange(String change) {
        await().atMost(PATIENCE).until(upstream::changes, changes -> changes.contains(change));
    }
}
