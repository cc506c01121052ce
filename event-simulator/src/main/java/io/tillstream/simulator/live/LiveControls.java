package io.tillstream.simulator.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The levers of the live shop. Thread-safe; what is set here holds from the next tick on. */
public final class LiveControls {

    private final Map<Scenario.Kind, Running> running = new ConcurrentHashMap<>();
    private volatile Pace pace;

    /** Starts with the given pace and no scenario. */
    public LiveControls(Pace pace) {
        this.pace = pace;
    }

    /**
     * A scenario under way.
     *
     * @param since in milliseconds since 1970
     * @param until first instant after it, in milliseconds since 1970
     */
    public record Running(Scenario scenario, long since, long until) {}

    /** How fast the shop runs. */
    public Pace pace() {
        return pace;
    }

    /** Sets how fast the shop runs. */
    public void pace(Pace newPace) {
        this.pace = newPace;
    }

    /** Starts a scenario; one of its kind that is under way is replaced. */
    public Running start(Scenario scenario, long now, long durationMillis) {
        Running started = new Running(scenario, now, now + durationMillis);
        running.put(scenario.kind(), started);
        return started;
    }

    /**
     * Ends a scenario.
     *
     * @return whether it was under way
     */
    public boolean stop(Scenario.Kind kind, long now) {
        Running stopped = running.remove(kind);
        return stopped != null && stopped.until() > now;
    }

    /** The scenarios under way, by kind. */
    public List<Running> running(long now) {
        Collection<Running> all = running.values();
        all.removeIf(scenario -> scenario.until() <= now);
        return all.stream()
                .sorted(Comparator.comparing((Running r) -> r.scenario().kind()))
                .toList();
    }
}
