package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;

/** Takes in what one place stores of journeys. */
final class JourneyIntake {

    private final JourneyBooks books;
    private final Comparison<String, JourneyCell> steps;
    private final Comparison<String, JourneyPath> paths;
    private final Comparison<String, ChannelCredit> credits;
    private final Comparison<String, ChannelStep> channelSteps;

    JourneyIntake(Place place, RecountResult result, Expectation right, AuditReport report) {
        books = result.journeys();
        steps = right.journeySteps(report.family("journey steps"), place);
        paths = right.journeyPaths(report.family("journey paths"), place);
        credits = right.channelCredits(report.family("channel credits"), place);
        channelSteps = right.channelSteps(report.family("channel steps"), place);
    }

    void steps(JourneyCell cell) {
        steps.stored(cell.key(), cell);
    }

    void path(JourneyPath path) {
        paths.stored(path.key(), path);
    }

    void credit(ChannelCredit credit) {
        credits.stored(credit.key(), credit);
    }

    void channelStep(ChannelStep step) {
        channelSteps.stored(step.key(), step);
    }

    void finish() {
        steps.finish(books.cells().keySet());
        paths.finish(books.paths().keySet());
        credits.finish(books.credits().keySet());
        channelSteps.finish(books.channelSteps().keySet());
    }
}
