package io.tillstream.stack.audit;

import java.io.IOException;

/** Holds the simulator still while the audit looks, and lets it go on afterwards, whatever happened in between. */
final class SimulatorPause implements AutoCloseable {

    private final Http http;
    private final String url;
    private final Progress progress;
    private final boolean resume;

    private SimulatorPause(Http http, String url, Progress progress, boolean resume) {
        this.http = http;
        this.url = url;
        this.progress = progress;
        this.resume = resume;
    }

    /** Pauses the simulator, if there is one that runs; when this returns, all it sent is in the log. */
    static SimulatorPause begin(Http http, AuditSettings settings, Progress progress)
            throws CannotAuditException, InterruptedException {
        String url = settings.simulatorUrl();
        if (!settings.pause()) {
            return new SimulatorPause(http, url, progress, false);
        }
        try {
            Http.Answer before = http.get(url + "/v1/simulator");
            if (before.body() != null && before.body().path("paused").asBoolean(false)) {
                return new SimulatorPause(http, url, progress, false);
            }
            SimulatorPause pause = new SimulatorPause(http, url, progress, true);
            Http.Answer paused = http.post(url + "/v1/simulator/pause");
            if (!paused.isSuccess()) {
                pause.close();
                throw new CannotAuditException("The simulator at " + url + " cannot be paused: it answers "
                        + paused.status() + ". Use --no-pause if nothing else sends events.");
            }
            progress.say("The simulator is paused.");
            return pause;
        } catch (IOException e) {
            if (Http.isNobodyThere(e)) {
                progress.say("No simulator runs at " + url + ".");
                return new SimulatorPause(http, url, progress, false);
            }
            throw new CannotAuditException("The simulator at " + url + " does not answer; use --no-pause to go on", e);
        }
    }

    @Override
    public void close() {
        if (!resume) {
            return;
        }
        try {
            Http.Answer resumed = http.post(url + "/v1/simulator/resume");
            progress.say(
                    resumed.isSuccess()
                            ? "The simulator goes on."
                            : "The simulator did not go on: it answers " + resumed.status() + ".");
        } catch (IOException e) {
            progress.say("The simulator did not go on: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            progress.say("The simulator was left paused: the audit was interrupted.");
        }
    }
}
