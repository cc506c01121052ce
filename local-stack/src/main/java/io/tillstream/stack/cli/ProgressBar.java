package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** One line that is drawn again and again, on a terminal only. */
final class ProgressBar {

    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal = isTerminal();

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /** @param progress {@code percent} 0–100, {@code rows}, {@code rows_per_second} */
    void show(String state, JsonNode progress) {
        if (terminal) {
            out.print("\r" + line(state, progress));
            out.flush();
        }
    }

    /** @param share of the work that is done, 0–1 */
    void showShare(String step, double share) {
        if (terminal) {
            int full = (int) (Math.clamp(share, 0, 1) * WIDTH);
            out.print(String.format(
                    Locale.ROOT,
                    "\r[%s%s] %3.0f %%  %-40s",
                    "#".repeat(full),
                    ".".repeat(WIDTH - full),
                    100 * Math.clamp(share, 0, 1),
                    step));
            out.flush();
        }
    }

    void finish() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH + 60) + "\r");
            out.flush();
        }
    }

    static String line(String state, JsonNode progress) {
        double percent = Math.clamp(progress.path("percent").asDouble(), 0, 100);
        int full = (int) (percent / 100 * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %,d rows  %,.0f rows/s  %s   ",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                percent,
                progress.path("rows").asLong(),
                progress.path("rows_per_second").asDouble(),
                state);
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
