package io.tillstream.benchmarks.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.WebSocketFrame;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running dashboard's overview in headless Chromium, in a window so tall that all its panels are seen and live. */
public final class PageVisit implements AutoCloseable {

    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static final int WIDTH = 1440;
    private static final int HEIGHT = 4000;
    private static final double PATIENCE_MILLIS = 60_000;
    private static final double SIGN_IN_MILLIS = 3_000;

    /** Notes when a chart with its figures is on the screen, and when one that answers to the pointer is. */
    private static final String WATCH = """
            (() => {
              const whole = '[data-panel][data-state=ready] .js-plotly-plot .main-svg path';
              const look = (now) => {
                if (window.firstChartAt === undefined && document.querySelector('[data-first-chart] path, ' + whole)) {
                  window.firstChartAt = now;
                }
                if (document.querySelector(whole)) {
                  window.wholeChartAt = now;
                } else {
                  requestAnimationFrame(look);
                }
              };
              requestAnimationFrame(look);
            })()""";

    /** Asked of the page itself, whose policy lets nobody evaluate text in it again and again. */
    private static final String AWAIT_CHARTS = """
            () => new Promise((done, fail) => {
              const began = Date.now();
              const look = () => {
                if (window.wholeChartAt !== undefined) {
                  done([window.firstChartAt, window.wholeChartAt]);
                } else if (Date.now() - began > 60_000) {
                  fail(new Error('no chart came within a minute'));
                } else {
                  setTimeout(look, 20);
                }
              };
              look();
            })""";

    private static final String GAPS = """
            (millis) => new Promise((done) => {
              const gaps = [];
              let last = performance.now();
              const end = last + millis;
              const step = (now) => {
                gaps.push(now - last);
                last = now;
                if (now < end) {
                  requestAnimationFrame(step);
                } else {
                  done(gaps.filter((gap) => gap > 0));
                }
              };
              requestAnimationFrame(step);
            })""";

    /** Modules whose panels live on channels that the overview has not; a channel that was asked for once goes on. */
    private static final List<String> LIVE_MODULES = List.of("live", "carts", "products", "segments", "churn", "sales");

    /** Shows a module, and goes on when none of its panels waits for its first figures, or when that takes too long. */
    private static final String SHOW = """
            async (module) => {
              location.hash = '#/' + module;
              const end = Date.now() + 15_000;
              const isWaiting = () => document.querySelector(`main [data-module="${module}"]`).hidden
                || document.querySelector(`main [data-module="${module}"] [data-state=loading]`) !== null;
              do {
                await new Promise((done) => setTimeout(done, 100));
              } while (isWaiting() && Date.now() < end);
            }""";

    private static final Pattern CHANNEL = Pattern.compile("\"channel\":\"([^\"]+)\"");

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final String address;
    private final Map<String, Integer> messages = new HashMap<>();

    /** Opens a browser, and nothing in it yet. */
    public PageVisit(URI dashboard) {
        Path program = BROWSERS.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no Chromium found; apt-get install chromium"));
        address = dashboard + "/#/overview";
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-sync")));
        page = browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT))
                .newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.addInitScript(WATCH);
        page.onWebSocket(socket -> socket.onFrameReceived(this::count));
    }

    private void count(WebSocketFrame frame) {
        String text = frame.text();
        Matcher channel = text == null ? null : CHANNEL.matcher(text);
        if (channel != null && channel.find()) {
            messages.merge(channel.group(1), 1, Integer::sum);
        }
    }

    /** Opens the page, and says when its first charts were there. The second time files come from the browser's cache. */
    public Opening open() {
        page.navigate("about:blank");
        page.navigate(address);
        try {
            List<?> millis = (List<?>) page.evaluate(AWAIT_CHARTS);
            return new Opening(((Number) millis.get(0)).doubleValue(), ((Number) millis.get(1)).doubleValue());
        } catch (PlaywrightException e) {
            // the page looks first whether somebody is signed in, and goes there if not
            if (isAtSignIn()) {
                throw new IllegalArgumentException(
                        "the dashboard asks who is there; start it with --set=tillstream.access.mode=open", e);
            }
            throw e;
        }
    }

    private boolean isAtSignIn() {
        try {
            page.waitForURL("**/login.html**", new Page.WaitForURLOptions().setTimeout(SIGN_IN_MILLIS));
            return true;
        } catch (PlaywrightException e) {
            return false;
        }
    }

    /** Looks at the modules with live figures, so that their channels are fed too, and comes back to the overview. */
    public void gatherChannels() {
        LIVE_MODULES.forEach(module -> page.evaluate(SHOW, module));
        page.evaluate(SHOW, "overview");
    }

    /** Counts frames, and what comes by the socket meanwhile. */
    public Frames frames(int seconds) {
        messages.clear();
        List<?> gaps = (List<?>) page.evaluate(GAPS, seconds * 1_000);
        return new Frames(gaps.stream().map(gap -> ((Number) gap).doubleValue()).toList());
    }

    /** Channels that spoke while frames were counted last, with the number of their messages. */
    public Map<String, Integer> messages() {
        return Map.copyOf(messages);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
