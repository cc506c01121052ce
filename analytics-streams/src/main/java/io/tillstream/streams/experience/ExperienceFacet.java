package io.tillstream.streams.experience;

import io.tillstream.contracts.event.CommerceEvent.FeedbackGiven;
import io.tillstream.contracts.event.CommerceEvent.SurveyAnswered;
import io.tillstream.contracts.event.CommerceEvent.TicketOpened;
import io.tillstream.contracts.event.CommerceEvent.TicketResolved;
import io.tillstream.contracts.event.CommerceEvent.TicketUpdated;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Hashes;
import io.tillstream.streams.customer.Occurrence;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What do customers think of the shop, and how is their help? Surveys, feedback and tickets in, experience cells and feedback entries out.
 *
 * <p>An answer counts on its day. A ticket counts on the day it was opened, as it stands now: whatever becomes known of it, late or out of order, takes back
 * what it counted and counts it anew, so that the cells do not depend on the order. State: the newest answers, the mood of what was written, and tickets.
 */
public final class ExperienceFacet implements Facet<ExperienceState> {

    private static final int PROMOTER = 9;
    private static final int PASSIVE = 7;
    private static final int SATISFIED = 4;

    @Override
    public int id() {
        return 50;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(ExperienceCells.FAMILY);
    }

    @Override
    public ExperienceState create() {
        return new ExperienceState();
    }

    @Override
    public void update(ExperienceState state, Occurrence occurrence, Effects effects) {
        long at = occurrence.at();
        switch (occurrence.event()) {
            case SurveyAnswered answer -> answered(state, answer, occurrence, effects);
            case FeedbackGiven feedback -> written(state, feedback, occurrence, effects);
            case TicketOpened opened -> {
                String category = Occurrence.orUnknown(opened.category());
                change(state, opened.ticketId(), occurrence, effects, ticket -> {
                    ticket.open(at, occurrence.day(), occurrence.channel(), category);
                });
            }
            case TicketUpdated updated -> {
                int kind = kindOf(updated.status());
                change(state, updated.ticketId(), occurrence, effects, ticket -> ticket.step(at, kind, 0));
            }
            case TicketResolved resolved -> {
                Integer said = resolved.satisfaction();
                int satisfaction = said == null ? 0 : said;
                change(state, resolved.ticketId(), occurrence, effects, ticket -> {
                    ticket.step(at, Ticket.RESOLVED, satisfaction);
                });
            }
            default -> {}
        }
    }

    private static void answered(ExperienceState state, SurveyAnswered answer, Occurrence occurrence, Effects effects) {
        int score = answer.score();
        switch (answer.survey()) {
            case "nps" -> state.nps.give(occurrence.at(), score);
            case "csat" -> state.csat.give(occurrence.at(), score);
            default -> {}
        }
        Heard heard = Heard.of(answer.comment());
        state.hear(heard);
        each(answer.survey(), occurrence, effects, cell -> {
            count(answer, cell);
            count(heard, cell);
        });
        effects.feedback(entry(occurrence, answer.survey(), score, null, heard, null, null));
    }

    private static void count(SurveyAnswered answer, Cell cell) {
        int score = answer.score();
        switch (answer.survey()) {
            case "nps" ->
                cell.add(ExperienceCells.NPS_ANSWERS, 1)
                        .add(ExperienceCells.PROMOTERS, score >= PROMOTER ? 1 : 0)
                        .add(ExperienceCells.DETRACTORS, score < PASSIVE ? 1 : 0);
            case "csat" ->
                cell.add(ExperienceCells.CSAT_ANSWERS, 1)
                        .add(ExperienceCells.CSAT_SATISFIED, score >= SATISFIED ? 1 : 0)
                        .add(ExperienceCells.CSAT_SUM, score);
            default -> cell.add(ExperienceCells.SATISFACTION_ANSWERS, 1).add(ExperienceCells.SATISFACTION_SUM, score);
        }
    }

    private static void written(ExperienceState state, FeedbackGiven feedback, Occurrence occurrence, Effects effects) {
        Integer rating = feedback.rating();
        Heard heard = Heard.of(feedback.text());
        state.hear(heard);
        each(feedback.type(), occurrence, effects, cell -> {
            cell.add(ExperienceCells.FEEDBACK, 1)
                    .add(ExperienceCells.RATED, rating == null ? 0 : 1)
                    .add(ExperienceCells.RATING_SUM, rating == null ? 0 : rating);
            count(heard, cell);
        });
        effects.feedback(
                entry(occurrence, feedback.type(), null, rating, heard, feedback.productId(), feedback.orderId()));
    }

    private static void count(@Nullable Heard heard, Cell cell) {
        if (heard != null) {
            int mood =
                    switch (heard.mood()) {
                        case "positive" -> ExperienceCells.POSITIVE;
                        case "negative" -> ExperienceCells.NEGATIVE;
                        default -> ExperienceCells.NEUTRAL;
                    };
            cell.add(mood, 1).add(ExperienceCells.SENTIMENT_SUM, heard.sentimentUnits());
        }
    }

    private static FeedbackEntry entry(
            Occurrence occurrence,
            String type,
            @Nullable Integer score,
            @Nullable Integer rating,
            @Nullable Heard heard,
            @Nullable String productId,
            @Nullable String orderId) {
        return new FeedbackEntry(
                occurrence.event().envelope().eventId(),
                occurrence.event().key(),
                Instant.ofEpochMilli(occurrence.at()),
                type,
                score,
                rating,
                heard == null ? null : heard.text(),
                heard == null ? null : Double.valueOf(heard.sentiment()),
                heard == null ? null : heard.mood(),
                productId,
                orderId,
                occurrence.channel());
    }

    private static void each(String type, Occurrence occurrence, Effects effects, Consumer<Cell> count) {
        long received = occurrence.receivedAt();
        int day = occurrence.day();
        count.accept(effects.cell(ExperienceCells.day(day, Dimension.CHANNEL, occurrence.channel()), received));
        count.accept(effects.cell(ExperienceCells.day(day, ExperienceCells.TYPE, type), received));
    }

    private static void change(
            ExperienceState state, String ticketId, Occurrence occurrence, Effects effects, Consumer<Ticket> change) {
        state.tickets.change(Hashes.of(ticketId), occurrence.receivedAt(), effects, change);
    }

    /** Without a status the shop did something, whatever it was. */
    private static int kindOf(@Nullable String status) {
        return switch (status) {
            case "resolved", "closed" -> Ticket.RESOLVED;
            case "reopened", "open" -> Ticket.REOPENED;
            case null, default -> Ticket.WORKED_ON;
        };
    }

    @Override
    public void write(ExperienceState state, BinaryWriter out) {
        state.write(out);
    }

    @Override
    public ExperienceState read(BinaryReader in) {
        return ExperienceState.read(in);
    }
}
