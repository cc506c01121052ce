package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SupervisorTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofHours(1));
    /** Lives until it is asked to end, then says so in the file that is its argument. */
    private static final String OBEDIENT =
            "trap 'echo $NAME >> \"$0\"; echo last words; exit 0' TERM; echo ready; while :; do sleep 0.05; done";

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private @Nullable Supervisor supervisor;

    @AfterEach
    void stop() throws InterruptedException {
        if (supervisor != null) {
            supervisor.stop();
        }
    }

    @Test
    void shouldStartAgainWhatDiesAndWaitLongerEachTime() {
        start(spec("unlucky", 0, "echo $$ >> \"$0\"; exit 7"));

        await().untilAsserted(() -> assertThat(lines(folder.resolve("trace"))).hasSizeGreaterThanOrEqualTo(5));
        assertThat(said.subList(0, 4)).allSatisfy(line -> assertThat(line)
                .contains("unlucky ended with exit status 7")
                .contains(folder.resolve("unlucky.log").toString()));
        assertThat(said.subList(0, 4).stream().map(line -> line.replaceAll(".* in ([0-9.]+ s) .*", "$1")))
                .containsExactly("0.0 s", "0.0 s", "0.1 s", "0.1 s");
    }

    @Test
    void shouldStartAgainWhatIsKilled() {
        Supervisor started = start(spec("victim", 0, OBEDIENT));
        ProcessHandle first = awaitRunning(started, 0);

        first.destroyForcibly();

        await().untilAsserted(() -> assertThat(started.processes().getFirst().handle())
                .hasValueSatisfying(second -> assertThat(second.pid()).isNotEqualTo(first.pid())));
        assertThat(said)
                .containsExactly("victim ended with exit status 137; starting it again in 0.0 s (its log: "
                        + folder.resolve("victim.log") + ")");
    }

    @Test
    void shouldStopInStagesAndLeaveNothingRunning() throws Exception {
        Supervisor started = start(spec("last", 2, OBEDIENT), spec("first", 0, OBEDIENT), spec("middle", 1, OBEDIENT));
        List<ProcessHandle> handles =
                List.of(awaitRunning(started, 0), awaitRunning(started, 1), awaitRunning(started, 2));

        started.stop();

        assertThat(lines(folder.resolve("trace"))).containsExactly("first", "middle", "last");
        assertThat(handles).noneMatch(ProcessHandle::isAlive);
        assertThat(said).isEmpty();
        assertThat(folder.resolve("last.pid")).doesNotExist();
        await().untilAsserted(
                        () -> assertThat(lines(folder.resolve("last.log"))).containsExactly("ready", "last words"));
    }

    @Test
    void shouldNotEndWithTheTerminalsCtrlC() throws Exception {
        Supervisor started = start(spec("deaf", 0, OBEDIENT));
        ProcessHandle process = awaitRunning(started, 0);

        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
        started.stop();

        assertThat(lines(folder.resolve("trace"))).containsExactly("deaf");
        assertThat(said).isEmpty();
    }

    @Test
    void shouldReportAProgramThatIsNotThere() {
        ProcessSpec spec = new ProcessSpec(
                "absent",
                List.of("/nowhere/program"),
                Map.of(),
                folder,
                folder.resolve("absent.log"),
                folder.resolve("absent.pid"),
                0);
        Supervisor started = new Supervisor(List.of(spec), QUICK, said::add);
        supervisor = started;
        started.start();

        await().untilAsserted(() -> assertThat(said).isNotEmpty());
        assertThat(said.getFirst()).startsWith("absent ended with exit status 127");
    }

    @Test
    void shouldStopWhatAKilledSupervisorLeftBehind() {
        Supervisor started = start(spec("infrastructure", 4, OBEDIENT));
        ProcessHandle process = awaitRunning(started, 0);
        DataFolder data = new DataFolder(folder.resolve("data"));
        JsonFiles.write(data.pidFile(Component.INFRASTRUCTURE), ProcessStamp.of(process));
        JsonFiles.write(
                data.pidFile(Component.QUERY),
                new ProcessStamp(
                        process.pid(),
                        process.info().startInstant().orElseThrow().minusSeconds(1)));

        assertThat(Leftovers.find(data, Component.QUERY))
                .as("another process with the same number")
                .isEmpty();
        int stopped = Leftovers.stop(data, said::add);

        assertThat(stopped).isEqualTo(1);
        assertThat(process.isAlive()).isFalse();
        assertThat(said.getFirst()).isEqualTo("Stopping infrastructure, left over from an earlier run");
        assertThat(data.pidFile(Component.INFRASTRUCTURE)).doesNotExist();
    }

    private Supervisor start(ProcessSpec... specs) {
        Supervisor started = new Supervisor(List.of(specs), QUICK, said::add);
        supervisor = started;
        started.start();
        return started;
    }

    private ProcessSpec spec(String name, int stopStage, String script) {
        return new ProcessSpec(
                name,
                List.of("/bin/sh", "-c", script, folder.resolve("trace").toString()),
                Map.of("NAME", name),
                folder,
                folder.resolve(name + ".log"),
                folder.resolve(name + ".pid"),
                stopStage);
    }

    private ProcessHandle awaitRunning(Supervisor started, int index) {
        SupervisedProcess process = started.processes().get(index);
        await().untilAsserted(() -> assertThat(lines(process.spec().log())).contains("ready"));
        return process.handle().orElseThrow();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
