package io.tillstream.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.MadeUpShop;
import io.tillstream.dashboard.testing.PublicTopics;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page shows before the chart library has come: the same figures as after. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class FirstChartTest {

    private static final String LIBRARY = "**/vendor/plotly-cartesian*";

    /** Heights of the bars as parts of the highest: up and down again is what a bar's path is made of. */
    private static final String HEIGHTS = """
            (svg) => {
              const bars = [...svg.querySelector('path').getAttribute('d').matchAll(/M\\S+ (\\S+?)V(\\S+?)h/g)].map(([, zero, top]) => zero - top);
              return bars.map((height) => height / Math.max(...bars));
            }""";

    private static final String VALUES = """
            (plot) => {
              const values = plot.data[0].y;
              return values.map((value) => value / Math.max(...values));
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
            MadeUpShop.fill(topics, Instant.now(), 100);
        }
    }

    @Test
    void shouldDrawDailySalesBeforeTheLibraryHasComeWithTheFiguresThatItDrawsThen() {
        try (Screen screen = new Screen()) {
            Page page = screen.open("about:blank", 1440, 1000, ColorScheme.LIGHT);
            List<Route> held = new ArrayList<>();
            List<String> sockets = new ArrayList<>();
            page.onWebSocket(socket -> sockets.add(socket.url()));
            AtomicBoolean isHeld = new AtomicBoolean(true);
            page.route(LIBRARY, route -> {
                if (isHeld.get()) {
                    held.add(route);
                } else {
                    route.resume();
                }
            });
            // the library that is held back holds back the end of loading
            page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            Locator sales = Screen.panel(page, "sales");
            Locator first = sales.locator("[data-first-chart] svg");
            first.waitFor();
            List<?> heights = (List<?>) first.evaluate(HEIGHTS);
            assertThat(heights).hasSize(90);
            assertThat(first.locator("text").allTextContents()).contains("0");
            assertThat(sales.locator("[data-message]").isVisible())
                    .describedAs("still said to wait")
                    .isFalse();
            Screen.picture(page, "first-chart");
            isHeld.set(false);
            held.forEach(Route::resume);
            Screen.ready(page, "sales");
            assertThat(first.count()).isZero();
            List<?> values = (List<?>) sales.locator(".js-plotly-plot").first().evaluate(VALUES);
            assertThat(values).hasSameSizeAs(heights);
            for (int i = 0; i < values.size(); i++) {
                assertThat(((Number) heights.get(i)).doubleValue())
                        .describedAs("day " + i)
                        .isCloseTo(((Number) values.get(i)).doubleValue(), within(1e-9));
            }
            assertThat(sockets)
                    .describedAs("opened before the modules came, and taken over")
                    .hasSize(1);
            assertThat(screen.errors()).isEmpty();
        }
    }
}
