package io.tillstream.acceptance.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.tillstream.acceptance.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The dashboard in headless Chromium, as a person sees it. */
public final class Page implements AutoCloseable {

    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /** Lets each panel of the module that is shown draw as it comes into view; those named wait for figures, others may have none. */
    private static final String WALK = """
            async ([module, needed, patience]) => {
              const end = Date.now() + patience;
              const shown = document.querySelector(`main [data-module="${module}"]`);
              if (shown.hidden) {
                location.hash = '#/' + module;
              }
              // what is hidden cannot be scrolled to
              while (shown.hidden && Date.now() < end) {
                await new Promise((done) => setTimeout(done, 20));
              }
              const found = {};
              for (const panel of shown.querySelectorAll('[data-panel]')) {
                const { dataset } = panel;
                const isSettled = () => dataset.state === 'ready' || (dataset.state === 'empty' && !needed.includes(dataset.panel));
                panel.scrollIntoView();
                while (!isSettled() && Date.now() < end) {
                  await new Promise((done) => setTimeout(done, 50));
                }
                const marks = panel.querySelectorAll(':is(canvas, svg path, tbody tr, li, [data-value], .tile)').length;
                found[dataset.panel] = { state: dataset.state, marks, isBlank: panel.innerText.trim() === '' };
              }
              return found;
            }""";

    /** One browser for all pages, with cookies of its own for each; it ends with the tests. */
    private static @Nullable Browser shared;

    /**
     * What a panel shows.
     *
     * @param state ready or empty, or what it still is when patience has ended
     * @param marks drawn marks: chart canvases, drawn paths, table rows, list items and tiles
     * @param isBlank whether it says nothing
     */
    public record Shown(String state, int marks, boolean isBlank) {}

    /** How long anything may take, on a machine that is busy with something else. */
    private static final double PATIENCE_MILLIS = 90_000;

    private static final String ADMINISTRATOR = "admin";
    private static final String PASSWORD = "seven green teapots";

    private final BrowserContext window;
    private final com.microsoft.playwright.Page page;
    private final List<String> errors = new ArrayList<>();

    private Page(BrowserContext window) {
        this.window = window;
        this.page = window.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
    }

    /** Opens the dashboard on a desk-sized, light screen, as its administrator. */
    public static Page open(Installation installation) throws IOException {
        return open(installation, 1440, 1000, ColorScheme.LIGHT);
    }

    /** Opens the dashboard as its administrator, who sets a password the first time. */
    public static Page open(Installation installation, int width, int height, ColorScheme scheme) throws IOException {
        Page page = launch(width, height, scheme);
        page.page.navigate(installation.entrance());
        page.page.locator("#name").fill(ADMINISTRATOR);
        page.signIn();
        return page;
    }

    /** Opens the dashboard by the link that somebody was given, and chooses a password. */
    public static Page openByLink(String link) {
        Page page = launch(1440, 1000, ColorScheme.LIGHT);
        page.page.navigate(link);
        page.signIn();
        return page;
    }

    private void signIn() {
        page.locator("#password").fill(PASSWORD);
        if (page.locator("#repeat").isVisible()) {
            page.locator("#repeat").fill(PASSWORD);
        }
        page.keyboard().press("Enter");
        page.waitForURL(address -> !address.contains("/login.html"));
    }

    private static Page launch(int width, int height, ColorScheme scheme) {
        return new Page(browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)));
    }

    private static synchronized Browser browser() {
        if (shared == null) {
            Path executable = BROWSERS.stream()
                    .map(Path::of)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Chromium; ./tillstream test installs one"));
            shared = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    // composes on the processor; scatters in space still have WebGL
                                    "--disable-gpu",
                                    "--enable-unsafe-swiftshader")));
        }
        return shared;
    }

    /** Goes to a module and waits until all of its panels have settled, those that are needed with figures. */
    public Map<String, Shown> walk(String module, Collection<String> needed, Duration patience) {
        Map<String, Shown> panels = new LinkedHashMap<>();
        ((Map<?, ?>) page.evaluate(WALK, List.of(module, List.copyOf(needed), (double) patience.toMillis())))
                .forEach((panel, found) -> {
                    Map<?, ?> shown = (Map<?, ?>) found;
                    panels.put(
                            String.valueOf(panel),
                            new Shown(
                                    String.valueOf(shown.get("state")),
                                    ((Number) Objects.requireNonNull(shown.get("marks"))).intValue(),
                                    Boolean.TRUE.equals(shown.get("isBlank"))));
                });
        return panels;
    }

    /** Goes to the module that a panel is in, and scrolls to it. */
    private void show(String panel) {
        Locator wanted = page.locator("[data-panel='" + panel + "']").first();
        String module = String.valueOf(wanted.evaluate("panel => panel.closest('[data-module]').dataset.module"));
        Locator link = page.locator("nav.modules a[data-to='" + module + "']");
        if (page.locator("[data-module='" + module + "']").isHidden()) {
            link.click();
        }
        wanted.scrollIntoViewIfNeeded();
    }

    /** Names of the modules in the menu. */
    public List<String> modules() {
        return page.locator("nav.modules li:not([hidden]) a").all().stream()
                .map(link -> Objects.requireNonNull(link.getAttribute("data-to")))
                .toList();
    }

    /** Something of the page that is in no panel. */
    public Locator at(String selector) {
        return page.locator(selector);
    }

    /** A part of a panel, which is gone to first. */
    public Locator in(String panel, String selector) {
        show(panel);
        return page.locator("[data-panel='" + panel + "'] " + selector);
    }

    /** Clicks, and gives the file that is handed out then. */
    public Path download(Locator button) {
        return page.waitForDownload(button::click).path();
    }

    /** The end of the address, from the # on. */
    public String place() {
        return page.url().replaceAll("^[^#]*", "");
    }

    /** State of a panel: loading, empty, ready, stale or error. */
    public String panelState(String panel) {
        return Objects.requireNonNullElse(
                page.locator("[data-panel='" + panel + "']").first().getAttribute("data-state"), "");
    }

    /** The raw number of a tile. Figures move only where the page is looked at, so it is scrolled there. */
    public String value(String kpi) {
        show("kpis");
        return Objects.requireNonNullElse(
                page.locator("[data-kpi='" + kpi + "']").first().getAttribute("data-value"), "");
    }

    /** Waits until a tile shows such a number. */
    public void awaitValue(String kpi, Predicate<String> right, Duration patience) {
        await().alias(kpi)
                .atMost(patience)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(200))
                .until(() -> value(kpi), right::test);
    }

    /** Scrolls to a panel, which is drawn when it comes into view, and waits until it is in a state. */
    public void awaitPanel(String panel, String state, Duration patience) {
        awaitPanel(panel, state::equals, patience);
    }

    /** Scrolls to a panel and waits until it is in such a state. */
    public void awaitPanel(String panel, Predicate<String> right, Duration patience) {
        show(panel);
        await().alias(panel)
                .atMost(patience)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(200))
                .until(() -> panelState(panel), right);
    }

    /** Text of a panel. */
    public String text(String panel) {
        return page.locator("[data-panel='" + panel + "']").first().innerText();
    }

    /** The value of a script's expression in the page. */
    public Object evaluate(String expression) {
        return page.evaluate(expression);
    }

    /** Goes to a place within the page, such as {@code #/overview?country=US}. */
    public void go(String address) {
        page.evaluate("address => { location.hash = address; }", address);
    }

    /** What the console called an error so far. */
    public List<String> errors() {
        page.waitForTimeout(100);
        return List.copyOf(errors);
    }

    /** Forgets console errors, after something was broken on purpose. */
    public void forgetErrors() {
        page.waitForTimeout(100);
        errors.clear();
    }

    /** Saves what the page looks like. */
    public void screenshot(Path file) {
        page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                .setPath(file)
                .setFullPage(true));
    }

    /** Width of the document and of the window, to see whether a phone would have to scroll sideways. */
    public List<Integer> widths() {
        Object document = page.evaluate("document.documentElement.scrollWidth");
        Object window = page.evaluate("window.innerWidth");
        return List.of(((Number) document).intValue(), ((Number) window).intValue());
    }

    @Override
    public void close() {
        window.close();
    }
}
