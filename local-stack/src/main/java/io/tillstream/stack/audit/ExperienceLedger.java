package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.ExperienceCell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Surveys, feedback and tickets per business day and dimension. How a text sounds is not judged anew: texts are counted, and their moods are taken as stored
 * when there are as many.
 */
final class ExperienceLedger {

    private final Calendar calendar;
    private final Map<Key, ExperienceTally> answers = new HashMap<>();
    /** By customer, then by the ticket's id. */
    private final Map<String, Map<String, List<CommerceEvent>>> tickets = new HashMap<>();

    ExperienceLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /** One cell. */
    record Key(LocalDate day, String dimension, String value) {

        static Key of(ExperienceCell cell) {
            return new Key(cell.day(), cell.dimension(), cell.value());
        }

        @Override
        public String toString() {
            return day + " " + dimension + " " + value;
        }
    }

    /** Counts an answer or feedback, and keeps what happens to tickets until all of it is known. */
    void note(CommerceEvent event, String channel) {
        switch (event) {
            case CommerceEvent.SurveyAnswered answer ->
                each(event, channel, answer.survey(), tally -> tally.answer(answer));
            case CommerceEvent.FeedbackGiven feedback ->
                each(event, channel, feedback.type(), tally -> tally.feedback(feedback));
            case CommerceEvent.TicketOpened ticket -> keep(ticket.ticketId(), event);
            case CommerceEvent.TicketUpdated ticket -> keep(ticket.ticketId(), event);
            case CommerceEvent.TicketResolved ticket -> keep(ticket.ticketId(), event);
            default -> {}
        }
    }

    private void keep(String ticketId, CommerceEvent event) {
        tickets.computeIfAbsent(event.key(), customer -> new HashMap<>())
                .computeIfAbsent(ticketId, id -> new ArrayList<>())
                .add(event);
    }

    private void each(CommerceEvent event, String channel, String type, Consumer<ExperienceTally> step) {
        LocalDate day = Calendar.date(calendar.day(event.timestamp().toEpochMilli()));
        step.accept(tally(answers, day, "total", "all"));
        step.accept(tally(answers, day, "channel", channel));
        step.accept(tally(answers, day, "type", type));
    }

    private static ExperienceTally tally(
            Map<Key, ExperienceTally> cells, LocalDate day, String dimension, String value) {
        return cells.computeIfAbsent(new Key(day, dimension, value), key -> new ExperienceTally());
    }

    /** All cells, tickets included. */
    Map<Key, ExperienceTally> cells() {
        Map<Key, ExperienceTally> cells = new HashMap<>();
        answers.forEach((key, tally) -> cells.put(key, tally.copy()));
        tickets.values().forEach(ofCustomer -> ofCustomer.values().forEach(events -> {
            TicketStory story = TicketStory.of(events);
            if (story != null) {
                LocalDate day = Calendar.date(calendar.day(story.openedAt()));
                tally(cells, day, "total", "all").ticket(story);
                tally(cells, day, "channel", story.channel()).ticket(story);
                tally(cells, day, "category", story.category()).ticket(story);
            }
        }));
        return cells;
    }

    /** The cell of a key as a record; null when nothing was counted. */
    static @Nullable ExperienceCell record(Key key, @Nullable ExperienceTally tally, @Nullable ExperienceCell stored) {
        return tally == null ? null : tally.cell(key, stored);
    }

    static boolean isBlank(ExperienceCell cell) {
        return cell.nps().answers()
                        + cell.csat().answers()
                        + cell.satisfaction().answers()
                        + cell.feedback().given()
                        + cell.support().opened()
                == 0;
    }
}
