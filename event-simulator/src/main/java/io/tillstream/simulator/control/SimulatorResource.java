package io.tillstream.simulator.control;

import io.smallrye.common.annotation.Blocking;
import io.tillstream.simulator.engine.Simulator;
import io.tillstream.simulator.history.ShopSettings;
import io.tillstream.simulator.live.LiveControls;
import io.tillstream.simulator.live.Pace;
import io.tillstream.simulator.live.Scenario;
import io.tillstream.simulator.publish.Counts;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Steers the simulator. Every call answers with the state it leaves. */
@Path("/v1/simulator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Blocking
public final class SimulatorResource {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final String TRANSACTIONS = "transactions_per_second";
    private static final String EVENTS = "events_per_second";

    private final Simulator simulator;
    private final LiveControls controls;
    private final Counts counts;
    private final ShopSettings settings;
    private final Clock clock;

    SimulatorResource(Simulator simulator, LiveControls controls, Counts counts, ShopSettings settings, Clock clock) {
        this.simulator = simulator;
        this.controls = controls;
        this.counts = counts;
        this.settings = settings;
        this.clock = clock;
    }

    /** What it is doing. */
    @GET
    public SimulatorStatus status() {
        return SimulatorStatus.of(simulator, controls, counts, clock.instant());
    }

    /** Sets the live rate, in orders or in events a second. */
    @PUT
    @Path("/rate")
    public SimulatorStatus rate(@Nullable String text) {
        Body body = Body.read(text, List.of(TRANSACTIONS, EVENTS));
        if (body.has(TRANSACTIONS) == body.has(EVENTS)) {
            throw ProblemException.wrongField(TRANSACTIONS, "or " + EVENTS + " must be given, and not both");
        }
        controls.pace(
                body.has(TRANSACTIONS)
                        ? new Pace.Transactions(body.number(TRANSACTIONS, 0, Pace.FASTEST_TRANSACTIONS))
                        : new Pace.Events(body.number(EVENTS, 0, Pace.FASTEST_EVENTS)));
        return status();
    }

    /** Stops sending; answers when Kafka has acknowledged all that was sent. */
    @POST
    @Path("/pause")
    public SimulatorStatus pause() throws InterruptedException {
        if (!simulator.pause(LONGEST_PAUSE)) {
            throw new ProblemException(
                    503,
                    null,
                    "The simulator is paused, but " + simulator.outstanding()
                            + " records that it sent are not acknowledged yet");
        }
        return status();
    }

    /** Goes on. */
    @POST
    @Path("/resume")
    public SimulatorStatus resume() throws InterruptedException {
        simulator.resume();
        return status();
    }

    /** Starts a scenario; one of the same kind is replaced. */
    @POST
    @Path("/scenarios/{name}")
    public SimulatorStatus start(@PathParam("name") String name, @Nullable String text) {
        ScenarioRequest request = ScenarioRequest.read(kind(name), text, settings.products());
        controls.start(request.scenario(), clock.millis(), request.duration().toMillis());
        return status();
    }

    /** Ends a scenario. */
    @DELETE
    @Path("/scenarios/{name}")
    public SimulatorStatus stop(@PathParam("name") String name) {
        if (!controls.stop(kind(name), clock.millis())) {
            throw new ProblemException(404, null, "The scenario " + name + " is not under way");
        }
        return status();
    }

    private static Scenario.Kind kind(String name) {
        Scenario.Kind kind = Scenario.Kind.of(name);
        if (kind == null) {
            String known =
                    Arrays.stream(Scenario.Kind.values()).map(Scenario.Kind::id).collect(Collectors.joining(", "));
            throw new ProblemException(404, null, "There is no scenario of that name; known are " + known);
        }
        return kind;
    }
}
