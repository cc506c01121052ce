package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.ExperienceCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cell of experience counts. */
final class ExperienceTally {

    /** Durations are stored to 1/64 of themselves. */
    private static final double DURATION_ERROR = 1.0 / 64;

    private static final int MILLIS = 1_000;

    private long nps;
    private long promoters;
    private long detractors;
    private long csat;
    private long csatSatisfied;
    private long csatSum;
    private long satisfaction;
    private long satisfactionSum;
    private long feedback;
    private long rated;
    private long ratingSum;
    private long texts;
    private final List<TicketStory> tickets = new ArrayList<>();

    void answer(CommerceEvent.SurveyAnswered answer) {
        int score = answer.score();
        switch (answer.survey()) {
            case "nps" -> {
                nps++;
                promoters += score >= 9 ? 1 : 0;
                detractors += score <= 6 ? 1 : 0;
            }
            case "csat" -> {
                csat++;
                csatSatisfied += score >= 4 ? 1 : 0;
                csatSum += score;
            }
            default -> {
                satisfaction++;
                satisfactionSum += score;
            }
        }
        text(answer.comment());
    }

    void feedback(CommerceEvent.FeedbackGiven given) {
        Integer rating = given.rating();
        feedback++;
        rated += rating == null ? 0 : 1;
        ratingSum += rating == null ? 0 : rating;
        text(given.text());
    }

    private void text(@Nullable String text) {
        texts += text == null || text.isBlank() ? 0 : 1;
    }

    void ticket(TicketStory story) {
        tickets.add(story);
    }

    ExperienceTally copy() {
        ExperienceTally copy = new ExperienceTally();
        copy.nps = nps;
        copy.promoters = promoters;
        copy.detractors = detractors;
        copy.csat = csat;
        copy.csatSatisfied = csatSatisfied;
        copy.csatSum = csatSum;
        copy.satisfaction = satisfaction;
        copy.satisfactionSum = satisfactionSum;
        copy.feedback = feedback;
        copy.rated = rated;
        copy.ratingSum = ratingSum;
        copy.texts = texts;
        copy.tickets.addAll(tickets);
        return copy;
    }

    /**
     * The record.
     *
     * @param stored what is stored: moods of as many texts, and durations that are near enough, are taken over
     */
    ExperienceCell cell(ExperienceLedger.Key key, @Nullable ExperienceCell stored) {
        ExperienceCell.Texts moods = stored == null ? null : stored.texts();
        boolean asMany = moods != null && moods.positive() + moods.neutral() + moods.negative() == texts;
        return new ExperienceCell(
                key.day(),
                key.dimension(),
                key.value(),
                new ExperienceCell.Nps(nps, promoters, detractors),
                new ExperienceCell.Csat(csat, csatSatisfied, csatSum),
                new ExperienceCell.Scores(satisfaction, satisfactionSum),
                new ExperienceCell.Feedback(feedback, rated, ratingSum),
                asMany && moods != null ? moods : new ExperienceCell.Texts(0, texts, 0, 0),
                support(stored == null ? null : stored.support()),
                Instant.EPOCH);
    }

    private ExperienceCell.Support support(ExperienceCell.@Nullable Support stored) {
        List<Long> responses = new ArrayList<>();
        List<Long> resolutions = new ArrayList<>();
        long reopened = 0;
        long answers = 0;
        long satisfied = 0;
        long sum = 0;
        for (TicketStory ticket : tickets) {
            Long responded = ticket.respondedAt();
            Long resolved = ticket.resolvedAt();
            Integer said = ticket.satisfaction();
            if (responded != null) {
                responses.add((responded - ticket.openedAt()) / MILLIS);
            }
            if (resolved != null) {
                resolutions.add((resolved - ticket.openedAt()) / MILLIS);
            }
            reopened += ticket.reopened() ? 1 : 0;
            answers += said == null ? 0 : 1;
            satisfied += said != null && said >= 4 ? 1 : 0;
            sum += said == null ? 0 : said;
        }
        return new ExperienceCell.Support(
                tickets.size(),
                resolutions.size(),
                reopened,
                responses.size(),
                answers,
                satisfied,
                sum,
                durations(responses, stored == null ? null : stored.firstResponse()),
                durations(resolutions, stored == null ? null : stored.resolution()));
    }

    private static List<ExperienceCell.Duration> durations(
            List<Long> seconds, @Nullable List<ExperienceCell.Duration> stored) {
        List<Long> exact = seconds.stream().sorted().toList();
        if (stored != null && isNear(exact, stored)) {
            return stored;
        }
        TreeMap<Long, Long> counts = new TreeMap<>();
        exact.forEach(each -> counts.merge(each, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(each -> new ExperienceCell.Duration(each.getKey(), each.getValue()))
                .toList();
    }

    /** Both in rising order; each stored one stands for the next so many exact ones. */
    private static boolean isNear(List<Long> exact, List<ExperienceCell.Duration> stored) {
        int next = 0;
        for (ExperienceCell.Duration duration : stored) {
            for (long i = 0; i < duration.count(); i++) {
                if (next == exact.size()) {
                    return false;
                }
                long right = exact.get(next++);
                if (Math.abs(duration.seconds() - right) > DURATION_ERROR * right) {
                    return false;
                }
            }
        }
        return next == exact.size();
    }
}
