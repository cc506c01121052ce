package io.tillstream.streams.experience;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/** What a customer thinks of the shop. Grows with the customer's tickets, up to the bounds of {@link Tickets} and {@link Ticket}. */
final class ExperienceState {

    /** The newest answers, by event time. */
    final Answer nps;

    final Answer csat;
    final Tickets tickets;

    /** Texts that were scored. */
    long texts;
    /** Sum of their compound scores, in 1/10,000. */
    long sentimentSum;

    ExperienceState() {
        this(new Answer(), new Answer(), new Tickets());
    }

    ExperienceState(Answer nps, Answer csat, Tickets tickets) {
        this.nps = nps;
        this.csat = csat;
        this.tickets = tickets;
    }

    /** Something was written, or nothing. */
    void hear(@Nullable Heard heard) {
        if (heard != null) {
            texts++;
            sentimentSum += heard.sentimentUnits();
        }
    }

    /** Most customers never answer anything: nothing is written for them. */
    void write(BinaryWriter out) {
        if (!nps.isGiven() && !csat.isGiven() && texts == 0 && tickets.isEmpty()) {
            return;
        }
        nps.write(out);
        csat.write(out);
        out.writeUnsigned(texts).writeSigned(sentimentSum);
        tickets.write(out);
    }

    static ExperienceState read(BinaryReader in) {
        if (!in.hasRemaining()) {
            return new ExperienceState();
        }
        Answer nps = Answer.read(in);
        Answer csat = Answer.read(in);
        long texts = in.readUnsigned();
        long sentimentSum = in.readSigned();
        ExperienceState state = new ExperienceState(nps, csat, Tickets.read(in));
        state.texts = texts;
        state.sentimentSum = sentimentSum;
        return state;
    }

    /** The newest answer to a survey. */
    static final class Answer {
        long at = Long.MIN_VALUE;
        int score;

        /** An answer was given; of two at the same time the higher counts. */
        void give(long givenAt, int given) {
            if (givenAt > at || givenAt == at && given > score) {
                at = givenAt;
                score = given;
            }
        }

        boolean isGiven() {
            return at != Long.MIN_VALUE;
        }

        void write(BinaryWriter out) {
            out.writeByte(isGiven() ? 1 : 0);
            if (isGiven()) {
                out.writeSigned(at).writeByte(score);
            }
        }

        static Answer read(BinaryReader in) {
            Answer answer = new Answer();
            if (in.readByte() == 1) {
                answer.at = in.readSigned();
                answer.score = in.readByte();
            }
            return answer;
        }
    }
}
