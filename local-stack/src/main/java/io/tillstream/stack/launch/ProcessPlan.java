package io.tillstream.stack.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which processes an installation consists of, and how each is started. */
final class ProcessPlan {

    private static final String OPTIMISE = "TILLSTREAM_OPTIMISE";

    private ProcessPlan() {}

    /** The components that run. */
    static List<Component> components(LaunchSettings settings) {
        return Arrays.stream(Component.values())
                .filter(component -> component != Component.SIMULATOR || settings.withSimulator())
                .toList();
    }

    static List<ProcessSpec> specs(LaunchSettings settings) {
        return components(settings).stream()
                .map(component -> spec(component, settings))
                .toList();
    }

    /** The program file of a service. */
    static Path program(Path home, Component service) {
        return home.resolve(service.serviceName()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static ProcessSpec spec(Component component, LaunchSettings settings) {
        DataFolder data = settings.data();
        Path own = data.service(component);
        List<String> command = new ArrayList<>(java(component));
        if (component == Component.STREAMS) {
            command = engine(data, command);
        } else if (component.isService()) {
            command.addAll(List.of("-jar", program(settings.home(), component).toString()));
        } else {
            command.addAll(infrastructure(settings));
        }
        Map<String, String> environment = component.isService() ? ServiceEnvironment.of(component, settings) : Map.of();
        return new ProcessSpec(
                component.serviceName(),
                command,
                environment,
                own,
                data.log(component),
                data.pidFile(component),
                component.stopStage());
    }

    /** Which program the engine is may change between two starts of it. */
    private static List<String> engine(DataFolder data, List<String> java) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "exec \"$@\" -jar \"$(cd -P \"$0\" && pwd)/quarkus-run.jar\"",
                EnginePrograms.active(data).toString()));
        command.addAll(java);
        return command;
    }

    /**
     * One process of six on a small machine: one collector thread, and only the quick compiler. With the optimising one, six young processes spend more of two
     * processors on compiling than on the first import. {@value #OPTIMISE}{@code =true} in the environment brings it back for long runs under load.
     *
     * <p>Half of the engine's heap is for young objects: what it keeps of customers lives long, and what a commit makes of them dies with the commit.
     */
    static List<String> java(Component component) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + component.heapMebibytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (Boolean.parseBoolean(System.getenv(OPTIMISE)) ? 4 : 1),
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (component == Component.STREAMS) {
            command.add("-XX:NewRatio=1");
        }
        return command;
    }

    private static List<String> infrastructure(LaunchSettings settings) {
        return List.of(
                "-cp",
                System.getProperty("java.class.path"),
                InfrastructureProgram.class.getName(),
                settings.data().root().toString(),
                Integer.toString(settings.ports().kafka()),
                Integer.toString(settings.ports().database()));
    }
}
