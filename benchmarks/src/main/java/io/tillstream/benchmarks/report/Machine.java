package io.tillstream.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where and of what figures were taken. */
final class Machine {

    private static final long GIBIBYTE = 1L << 30;

    private Machine() {}

    /** Processors, memory, operating system and Java, without names. */
    static String description() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%d processors, %d GiB, %s %s, Java %s",
                system.getAvailableProcessors(),
                Math.round((double) system.getTotalMemorySize() / GIBIBYTE),
                system.getName(),
                system.getArch(),
                Runtime.version().feature());
    }

    /** The checkout's commit, with {@code -changed} when files differ from it; {@code unknown} when there is no git. */
    static String commit() {
        try {
            String commit = git("rev-parse", "--short=12", "HEAD");
            return git("status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + "-changed";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git");
        builder.command().addAll(List.of(arguments));
        Process git = builder.directory(
                        Path.of(System.getProperty("tillstream.home", ".")).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (git.waitFor() != 0) {
            throw new IOException("git failed");
        }
        return answer;
    }
}
