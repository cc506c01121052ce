package io.tillstream.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.MadeUpShop;
import io.tillstream.dashboard.testing.PublicTopics;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every panel can do: be filtered, say what it is not filtered by, and be compared. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class EverywhereTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CUSTOMERS = 400;
    /** A point on the screen within a drawn shape: the middle of a ring's box is in its hole. */
    private static final String INSIDE = """
            path => {
              const { x, y, width, height } = path.getBBox();
              for (let i = 1; i < 400; i++) {
                const point = new DOMPoint(x + width * ((i * 0.618034) % 1), y + height * (i / 400));
                if (path.isPointInFill(point)) {
                  const at = point.matrixTransform(path.getScreenCTM());
                  return [at.x, at.y];
                }
              }
              return [0, 0];
            }""";

    /** Where the documentation of each panel is. */
    private static final String DOCUMENTED = """
            async () => {
              const folder = document.querySelector('script[type=module]').src.replace(/[^/]*$/, '');
              const { explanationOf } = await import(folder + 'tools/explanations.js');
              return Object.fromEntries([...document.querySelectorAll('main [data-panel]')].map(({ dataset }) => [dataset.panel, explanationOf(dataset.panel)?.doc ?? '']));
            }""";

    /** Links of the page of documentation that is shown to pages of it, or to places in them, that are not there. */
    private static final String NOWHERE = """
            async () => {
              const gone = [];
              for (const link of document.querySelectorAll('main a')) {
                const { origin, pathname, hash } = new URL(link.href);
                if (origin === location.origin) {
                  const answer = await fetch(pathname);
                  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
                  if (!answer.ok || (hash && !page.getElementById(decodeURIComponent(hash.slice(1))))) {
                    gone.push(link.getAttribute('href'));
                  }
                }
              }
              return gone;
            }""";

    @SuppressWarnings("NullAway.Init")
    BrokerResource broker;

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    String url;

    @BeforeEach
    void fillTheShop() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        Answers.give(upstream);
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers())) {
            MadeUpShop.fill(topics, Instant.now(), CUSTOMERS);
        }
    }

    @Test
    void shouldShowTheSameByLinkAndSayWhatIsNotFiltered() {
        try (Screen screen = new Screen()) {
            String link = "#/overview?from=2026-02-01&to=2026-02-02&compare=previous&country=US&action=view_item";
            Page page = screen.open(url + link, 1440, 1000, ColorScheme.LIGHT);
            awaitTile(page, "revenue", "1234.5");
            Screen.ready(page, "sales");
            assertThat(upstream.questions())
                    .contains(
                            "/api/v1/kpis?from=2026-02-01&to=2026-02-02&country=US",
                            "/api/v1/kpis?from=2026-01-30&to=2026-01-31&country=US",
                            "/api/v1/sales?from=2026-01-30&to=2026-01-31&country=US",
                            "/api/v1/sales?from=2026-02-01&to=2026-02-02&country=US");
            assertThat(Screen.panel(page, "kpis").textContent()).contains("Not by action: shows all.");
            assertThat(page.locator("[data-kpi=revenue] .note").textContent()).isEqualTo("■ 0% from $1,234.50");
            assertThat(Screen.panel(page, "sales").textContent())
                    .contains("$1,235 net from 12 orders", "100% more than in the days before");
            Screen.awaitText(page, "funnel", "12% of 100 visits ended in a purchase. 3 purchases came");
            Screen.awaitText(page, "transactions", "<img src=x onerror=alert(1)>");
            Screen.awaitText(page, "insights", "Not by days, country, action: shows all.");
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("filtered.png")));
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldShowWhenAPartOfTheOrdersIsPlacedWhichHasNoSessions() {
        ModuleAnswers.give(upstream);
        upstream.answer("/api/v1/seasonality", """
                {"hours":[{"weekday":1,"hour":9,"orders":3,"units":4,"gross":30.0,"sessions":null,"conversion":null,"index":168.0}],
                 "months":[{"month":"2026-01","orders":3,"units":4,"gross":30.0,"sessions":null,"conversion":null,"index":1.0}]}""");
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/sales?segment=Lost&channel=web", 1440, 1000, ColorScheme.LIGHT);
            Screen.awaitText(page, "seasonality", "Busiest: Monday at 09:00 with 3 orders.");
            assertThat(upstream.questions()).contains("/api/v1/seasonality?segment=Lost&channel=web");
            assertThat(Screen.panel(page, "seasonality").textContent()).doesNotContain("Not by");
            Screen.panel(page, "seasonality").locator("[data-value=sessions]").click();
            Screen.awaitText(page, "seasonality", "Sessions are counted for the whole shop only.");
            assertThat(Screen.ready(page, "sales-months").textContent()).contains("—");
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldAskForTheFunnelOfSomeCustomersOnOneDevice() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/overview?segment=Lost&device=mobile", 1440, 1000, ColorScheme.LIGHT);
            Screen.awaitText(page, "funnel", "12% of 100 visits ended in a purchase, of all time.");
            assertThat(upstream.questions())
                    .anyMatch(question -> question.startsWith("/api/v1/funnel?")
                            && question.contains("segment=Lost")
                            && question.contains("device=mobile"));
            assertThat(Screen.panel(page, "funnel").textContent()).doesNotContain("Not by");
            Locator funnel = Screen.panel(page, "funnel");
            funnel.locator("details.as-table summary").click();
            assertThat(funnel.locator("details.as-table a")
                            .getByText("Checkout")
                            .getAttribute("href"))
                    .contains("funnel=begin_checkout", "range=all");
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldFilterByKeyboardAndGoBackToLive() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url, 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            String live = tile(page, "revenue");
            page.locator("[data-action=filters]").focus();
            page.keyboard().press("Enter");
            page.locator("#filter-form [data-filter=category]").waitFor();
            assertThat(page.evaluate("document.activeElement.dataset.filter")).isEqualTo("category");
            page.keyboard().type("Home & <b>Garden</b>");
            page.keyboard().press("Tab");
            awaitTile(page, "revenue", "1234.5");
            assertThat(page.locator(".chips").textContent()).contains("category: Home & <b>Garden</b>");
            assertThat(page.url()).endsWith("?category=Home+%26+%3Cb%3EGarden%3C%2Fb%3E");
            page.locator("#filter-form [data-filter=device]").selectOption("2026-02-01");
            Screen.awaitText(page, "kpis", "Not by device: shows all.");
            page.locator("[data-action=clear-filters]").click();
            awaitTile(page, "revenue", live);
            assertThat(Screen.panel(page, "kpis").textContent()).doesNotContain("Not by");
            page.goBack();
            awaitTile(page, "revenue", "1234.5");
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldKeepWhatIsBeingTypedWhenSomethingElseChanges() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/overview", 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            page.locator("[data-action=filters]").click();
            Locator category = page.locator("#filter-form [data-filter=category]");
            category.waitFor();
            page.keyboard().type("Home");
            page.evaluate("location.hash = '#/overview?country=US'");
            page.locator(".chips [data-filter=country]").waitFor();
            page.keyboard().type(" & more");
            assertThat(category.inputValue()).isEqualTo("Home & more");
            page.keyboard().press("Tab");
            page.waitForURL("**/#/overview?country=US&category=Home+%26+more");
            page.locator("[data-action=clear-filters]").click();
            page.locator(".chips [data-filter=category]")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(category.inputValue()).isEmpty();
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldSaveAPanelAsPictureTableAndWorkbook() throws Exception {
        try (Screen screen = new Screen()) {
            Page page = screen.open(
                    url + "#/overview?country=US&from=2026-02-01&to=2026-02-02", 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "sales");
            Path png = save(page, "sales", "png");
            assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(5_000);
            assertThat(Files.readString(save(page, "sales", "svg")))
                    .startsWith("<svg")
                    .contains("Feb");
            assertThat(Files.readString(save(page, "sales", "csv")))
                    .isEqualTo(
                            "\ufeff,Net sales,Average of 7 days\r\n2026-02-01,700,700\r\n2026-02-02,534.5,617.25\r\n");
            assertThat(Files.readString(save(page, "transactions", "csv")))
                    .contains("<img src=x onerror=alert(1)>", "Customer =c-1")
                    .doesNotContain("\n=");
            Path workbook = save(page, "sales", "xlsx");
            assertThat(entry(workbook, "xl/worksheets/sheet1.xml"))
                    .contains("<c r=\"A2\" s=\"2\"><v>46054</v></c><c r=\"B2\"><v>700</v></c>", "state=\"frozen\"");
            assertThat(entry(workbook, "[Content_Types].xml")).contains("spreadsheetml.sheet.main+xml");
            assertThat(Files.readAllBytes(save(page, "kpis", "png"))).startsWith(0x89, 'P', 'N', 'G');
            assertThat(Files.readString(save(page, "kpis", "csv"))).contains("Revenue,1234.5\r\n", "Recovery,\r\n");
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldSaveOpenReplaceAndRemoveAView() {
        upstream.answer(
                "/api/v1/access/me", "{\"mode\":\"required\",\"name\":\"Vera\",\"roles\":[\"viewer\",\"analyst\"]}");
        upstream.answer("/api/v1/views", """
                {"items":[{"id":7,"name":"Spring <b>","page":"churn","filters":{"country":"DE","from":"2026-03-01","to":"2026-05-31"},"owner":"Vera","shared":false,"version":3},
                 {"id":8,"name":"Theirs","page":"overview","filters":{},"owner":"Ann","shared":true,"version":0}],"next_cursor":null}""");
        upstream.answer("/api/v1/layouts/plain", "{\"document\":{\"modules\":{}},\"version\":1}");
        upstream.answerPost("/api/v1/views", "{\"id\":9,\"name\":\"Mine\"}");
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/overview?country=US&layout=plain", 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            page.locator("[data-action=views]").focus();
            page.keyboard().press("Enter");
            Locator views = page.locator("#saved-views");
            views.getByText("Theirs").waitFor();
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Spring <b>");
            assertThat(views.locator("li").allTextContents())
                    .containsExactly("Spring <b>Churnonly youReplaceRemove", "TheirsOverviewAnn");
            views.locator("[name=view-name]").fill("Mine");
            views.locator("[name=view-shared]").uncheck();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            views.getByText("Mine is saved.").waitFor();
            views.getByText("Replace").dblclick();
            views.getByText("Spring <b> is what is shown now.").waitFor();
            assertThat(upstream.changes())
                    .contains(
                            "POST /api/v1/views {\"name\":\"Mine\",\"shared\":false,\"page\":\"overview\",\"filters\":{\"country\":\"US\"}}",
                            "PUT /api/v1/views/7 {\"name\":\"Spring <b>\",\"shared\":false,\"page\":\"overview\",\"filters\":{\"country\":\"US\"}}");
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("views.png")));
            views.getByText("Spring <b>").first().click();
            page.waitForURL("**/#/churn?country=DE&from=2026-03-01&to=2026-05-31");
            views.getByText("Remove").dblclick();
            await().atMost(PATIENCE).until(upstream::changes, changes -> changes.contains("DELETE /api/v1/views/7 {}"));
            views.locator("a").first().focus();
            page.keyboard().press("Escape");
            assertThat(views.isVisible()).isFalse();
            assertThat(page.evaluate("document.activeElement.dataset.action")).isEqualTo("views");
            assertThat(screen.errors()).isEmpty();
        } finally {
            upstream.answer("/api/v1/access/me", "{\"mode\":\"open\"}");
        }
    }

    private static Path save(Page page, String panel, String format) {
        Locator corner = Screen.ready(page, panel).locator("[data-action=menu]");
        corner.click();
        Download download = page.waitForDownload(
                () -> page.locator("[data-export=" + format + "]").click());
        assertThat(download.suggestedFilename()).endsWith("." + format);
        return download.path();
    }

    private static String entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile());
                InputStream in = file.getInputStream(file.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldLeadFromAMarkToTheCustomersBehindItAndSayWhatFiguresAre() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/churn", 1440, 1000, ColorScheme.LIGHT);
            Locator churn = Screen.ready(page, "churn");
            churn.locator("details.as-table summary").focus();
            page.keyboard().press("Enter");
            Locator high = churn.locator("details.as-table a").getByText("High");
            high.waitFor();
            assertThat(high.getAttribute("href")).isEqualTo("#/customers?tier=High");
            churn.locator("[data-action=explain]").focus();
            page.keyboard().press("Enter");
            Locator said = churn.locator("[data-explanation=churn]");
            said.waitFor();
            assertThat(said.textContent()).contains("high above 70 %", "Live; last moved at");
            String doc = String.valueOf(said.locator("a").getAttribute("href"));
            Page opened = page.waitForPopup(() -> said.locator("a").click());
            opened.locator("h1").getByText("Churn").waitFor();
            assertThat(opened.url()).endsWith(doc);
            assertThat(opened.locator("table tbody tr").count()).isGreaterThan(5);
            opened.close();
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("explained.png")));
            page.keyboard().press("Escape");
            assertThat(said.count()).isZero();
            assertThat(page.evaluate("document.activeElement.dataset.action")).isEqualTo("explain");
            List<?> inside =
                    (List<?>) churn.locator(".slice path.surface").first().evaluate(INSIDE);
            page.mouse().click(((Number) inside.get(0)).doubleValue(), ((Number) inside.get(1)).doubleValue());
            page.waitForURL("**/#/customers?tier=*");
            page.navigate(url + "#/overview");
            Locator funnel = Screen.ready(page, "funnel");
            funnel.locator("details.as-table summary").click();
            assertThat(funnel.locator("details.as-table a")
                            .getByText("Checkout")
                            .getAttribute("href"))
                    .describedAs("who is behind a step, on the days of the window")
                    .isEqualTo("#/customers?funnel=begin_checkout&range=30d");
            funnel.locator("details.as-table a").getByText("Checkout").click();
            await().atMost(PATIENCE).until(upstream::questions, asked -> asked.stream()
                    .anyMatch(question -> question.startsWith("/api/v1/customers?")
                            && question.contains("funnel=begin_checkout")
                            && question.contains("from=")));
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldSayOfEveryPanelWhatItsFiguresAreAndLeadToAPageThatIsThere() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url, 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            Map<?, ?> panels = (Map<?, ?>) page.evaluate(DOCUMENTED);
            assertThat(panels).hasSizeGreaterThan(80);
            Set<String> docs =
                    panels.values().stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
            assertThat(docs).hasSizeGreaterThan(20).allMatch(doc -> doc.matches("/docs/.*[.]html"));
            for (String doc : docs) {
                String text = given().get(doc.replace(".html", ".md"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                page.navigate(url + doc.substring(1));
                assertThat(page.locator("main.doc h1").textContent())
                        .isEqualTo(text.lines().findFirst().orElse("").replaceFirst("^# ", ""));
                assertThat((List<?>) page.evaluate(NOWHERE)).describedAs(doc).isEmpty();
            }
            page.navigate(url + "docs/index.html");
            assertThat(page.locator("main.doc a[href='/docs/features/churn.html']")
                            .count())
                    .isPositive();
            assertThat((List<?>) page.evaluate(NOWHERE)).isEmpty();
            given().get("/docs/no-such-page.html").then().statusCode(404);
            assertThat(screen.errors()).isEmpty();
        }
    }

    @Test
    void shouldKeepFiguresAndWhatWasTypedWhileTheServiceIsAway() {
        ModuleAnswers.give(upstream);
        upstream.stopServer();
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/overview", 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            upstream.startServer();
            page.locator("nav.modules a[data-to=administration]").click();
            Locator users = Screen.ready(page, "users");
            users.locator("[name=name]").fill("Vera");
            users.locator("[data-action=add-user]").scrollIntoViewIfNeeded();
            upstream.stopServer();
            Screen.settle(page, "support");
            page.evaluate("location.hash = '#/administration'");
            Screen.awaitText(page, "users", "The query service does not answer");
            assertThat(Screen.state(page, "users")).isEqualTo("stale");
            assertThat(users.locator("[name=name]").isVisible()).isTrue();
            users.locator("[data-action=add-user]").focus();
            page.keyboard().press("Enter");
            await().atMost(PATIENCE)
                    .pollInSameThread()
                    .until(
                            () -> users.locator("[data-part=note]").textContent(),
                            said -> said != null && said.startsWith("The query service does not answer"));
            assertThat(page.evaluate("document.activeElement.dataset.action")).isEqualTo("add-user");
            assertThat(users.locator("[name=name]").inputValue()).isEqualTo("Vera");
            upstream.startServer();
            Screen.ready(page, "users");
            assertThat(users.locator("[data-old]").isVisible()).isFalse();
        } finally {
            upstream.stopServer();
            upstream.startServer();
        }
    }

    @Test
    void shouldArrangeByKeyboardKeepUndoAndShare() {
        upstream.answer("/api/v1/layouts/mine", "{\"document\":null,\"version\":0}");
        upstream.answer("/api/v1/layouts/theirs", """
                {"document":{"modules":{"overview":[{"panel":"funnel","size":"full"},{"panel":"<img>"},{"panel":"sales","off":true}]},"brand":"#ffff00",
                 "density":"compact"},"version":1}""");
        try (Screen screen = new Screen()) {
            Page page = screen.open(url, 1440, 1000, ColorScheme.LIGHT);
            Screen.ready(page, "sales");
            page.locator("[data-action=arrange]").click();
            page.locator("[data-panel=transactions] [data-arrange=move]").focus();
            page.keyboard().press("ArrowLeft");
            assertThat(order(page)).startsWith("transactions", "sales");
            assertThat(page.evaluate("document.activeElement.dataset.arrange")).isEqualTo("move");
            page.locator("[data-panel=transactions] [data-arrange=off]").click();
            assertThat(page.locator("[data-panel=transactions]").isVisible()).isFalse();
            page.locator("[data-panel=sales] [data-arrange=size]").click();
            assertThat(page.locator("[data-panel=sales]").getAttribute("data-size"))
                    .isEqualTo("full");
            page.locator("[data-action=undo]").click();
            page.locator("[data-action=undo]").click();
            assertThat(page.locator("[data-panel=transactions]").isVisible()).isTrue();
            assertThat(page.locator("[data-panel=sales]").getAttribute("data-size"))
                    .isNull();
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("arranging.png")));
            await().atMost(PATIENCE)
                    .until(
                            () -> upstream.changes().stream()
                                    .filter(change ->
                                            change.startsWith("PUT /api/v1/layouts/mine {\"modules\":{\"overview\":"
                                                    + "[{\"panel\":\"transactions\""))
                                    .count(),
                            count -> count == 5);
            page.navigate(url + "#/overview?layout=theirs");
            page.reload();
            page.locator("[data-layout-notice] [data-action=keep-layout]").waitFor();
            assertThat(order(page)).startsWith("funnel", "sales");
            assertThat(page.locator("[data-panel=sales]").isVisible()).isFalse();
            assertThat(page.evaluate("document.documentElement.dataset.density"))
                    .isEqualTo("compact");
            assertThat(page.evaluate("import('/js/theme.js').then(({ palette, contrast }) => contrast(palette().accent,"
                            + " palette().surface) >= 4.5)"))
                    .describedAs("yellow on white is darkened until it can be read")
                    .isEqualTo(true);
            assertThat(screen.errors()).isEmpty();
        }
    }

    private static List<String> order(Page page) {
        return page.locator("[data-module=overview] > .grid > [data-panel]").all().stream()
                .map(panel -> String.valueOf(panel.getAttribute("data-panel")))
                .toList();
    }

    private static void awaitTile(Page page, String kpi, String value) {
        await().alias(kpi).atMost(PATIENCE).pollInSameThread().until(() -> tile(page, kpi), value::equals);
    }

    private static String tile(Page page, String kpi) {
        Screen.shown(page, "kpis");
        List<String> found = page.locator("[data-kpi='" + kpi + "']").all().stream()
                .map(box -> String.valueOf(box.getAttribute("data-value")))
                .toList();
        return found.isEmpty() ? "" : found.getFirst();
    }
}
