package io.tillstream.acceptance.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A version of the product that is built.
 *
 * @param name a commit, or "this"
 * @param folder its sources, with what was built of them
 */
record Version(String name, Path folder) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The sources that the test is of. */
    static Version current() {
        return new Version("this", ROOT);
    }

    /** The newest release before these sources: the last tag of a version, or where a clone has no tags the last commit that made one. */
    static Optional<String> lastRelease() throws IOException, InterruptedException {
        List<String> tags = said(ROOT, "git", "tag", "--list", "v[0-9]*", "--merged", "HEAD", "--sort=-v:refname");
        if (!tags.isEmpty()) {
            return Optional.of(said(ROOT, "git", "rev-parse", tags.getFirst() + "^{commit}")
                    .getFirst());
        }
        return said(
                        ROOT,
                        "git",
                        "log",
                        "-1",
                        "--format=%H",
                        "--extended-regexp",
                        "--grep=^Release [0-9]+[.][0-9]+[.][0-9]+$")
                .stream()
                .findFirst();
    }

    /** Builds the services of a commit below {@code target}, unless that was done before. */
    static Version built(String commit) throws IOException, InterruptedException {
        Path folder = Path.of("target", "released", commit).toAbsolutePath();
        Version version = new Version(commit, folder);
        if (!Files.exists(version.program("dashboard-ws"))) {
            if (!Files.exists(folder)) {
                said(ROOT, "git", "clone", "--quiet", "--shared", "--no-checkout", ROOT.toString(), folder.toString());
            }
            said(folder, "git", "checkout", "--quiet", "--force", commit);
            List<String> build = new ArrayList<>(List.of(
                    Path.of(System.getProperty("test.maven.home"), "bin", "mvn").toString(),
                    "--batch-mode",
                    "--no-transfer-progress",
                    "--quiet",
                    "-Dmaven.repo.local=" + System.getProperty("test.maven.repository"),
                    "-Dquick",
                    "-Dmaven.test.skip=true",
                    "--also-make",
                    "--projects=ingest-service,analytics-streams,query-api,dashboard-ws",
                    "package"));
            if (System.getProperty("test.maven.mode").endsWith("true")) {
                build.add("--offline");
            }
            said(folder, build.toArray(String[]::new));
        }
        return version;
    }

    Path program(String service) {
        return folder.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** What a program prints, by lines. */
    private static List<String> said(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("said", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            int status = builder.start().waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + status + ": " + text);
            }
            return text.lines().toList();
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
