package io.tillstream.streams.journeys;

import io.tillstream.contracts.output.TextPair;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stored form of a customer's visits: each text once, times as differences. What follows from the visits is not stored. */
final class JourneyCodec {

    private static final int VERSION = 1;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int NONE = 0;

    private final JourneyState state;
    private long before;

    private JourneyCodec(JourneyState state) {
        this.state = state;
    }

    /** Nothing is written for who never shopped. */
    static void write(JourneyState state, BinaryWriter out) {
        if (state.size() > 0) {
            new JourneyCodec(state).write(out);
        }
    }

    private void write(BinaryWriter out) {
        Map<String, Integer> texts = texts();
        out.writeByte(VERSION).writeByte(state.hasForgotten ? 1 : 0).writeUnsigned(texts.size());
        texts.keySet().forEach(out::writeText);
        if (state.hasForgotten) {
            String from = state.visit(0).countedFrom;
            out.writeUnsigned(from == null ? NONE : 1 + number(texts, from));
        }
        out.writeUnsigned(state.settled.size()).writeUnsigned(state.open.size());
        for (Visit visit : state.settled) {
            write(visit, texts, out);
        }
        for (Session session : state.open) {
            write(session, texts, out);
            writeMore(session, texts, out);
        }
    }

    private Map<String, Integer> texts() {
        Map<String, Integer> texts = new LinkedHashMap<>();
        String from = state.visit(0).countedFrom;
        if (state.hasForgotten && from != null) {
            texts.putIfAbsent(from, texts.size());
        }
        for (int i = 0; i < state.size(); i++) {
            texts.putIfAbsent(state.visit(i).channel, texts.size());
        }
        for (Session session : state.open) {
            put(texts, session.place);
            session.orders.forEach(order -> put(texts, order.place()));
        }
        return texts;
    }

    private static void put(Map<String, Integer> texts, TextPair place) {
        texts.putIfAbsent(place.first(), texts.size());
        texts.putIfAbsent(place.second(), texts.size());
    }

    private static int number(Map<String, Integer> texts, String text) {
        return texts.getOrDefault(text, NONE);
    }

    private void write(Visit visit, Map<String, Integer> texts, BinaryWriter out) {
        out.writeSigned(visit.start - before)
                .writeSigned(visit.day - Math.floorDiv(visit.start, DAY_MILLIS))
                .writeUnsigned(number(texts, visit.channel))
                .writeUnsigned(visit.wins);
        before = visit.start;
    }

    private static void writeMore(Session session, Map<String, Integer> texts, BinaryWriter out) {
        long start = session.start;
        long first = Touchpoint.HOME.moment(start);
        out.writeUnsigned(session.end - start)
                .writeUnsigned(number(texts, session.place.first()))
                .writeUnsigned(number(texts, session.place.second()))
                .writeUnsigned(session.firstMoment - first)
                .writeUnsigned(session.campaignAt == Session.NO_CAMPAIGN ? NONE : 1 + session.campaignAt - start)
                .writeUnsigned(session.purchase == Session.NO_PURCHASE ? NONE : 1 + session.purchase - first)
                .writeUnsigned(session.touchCount);
        long touched = first;
        for (int i = 0; i < session.touchCount; i++) {
            out.writeUnsigned(session.touches[i] - touched);
            touched = session.touches[i];
        }
        out.writeUnsigned(session.orders.size());
        for (Order order : session.orders) {
            out.writeUnsigned(order.at() - start)
                    .writeSigned(order.day() - Math.floorDiv(order.at(), DAY_MILLIS))
                    .writeSigned(order.grossMicros())
                    .writeUnsigned(number(texts, order.place().first()))
                    .writeUnsigned(number(texts, order.place().second()));
        }
    }

    /** Reads what {@link #write} wrote. */
    static JourneyState read(BinaryReader in) {
        JourneyState state = new JourneyState();
        if (in.hasRemaining()) {
            new JourneyCodec(state).readAll(in);
        }
        return state;
    }

    private void readAll(BinaryReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("journeys of version " + version);
        }
        state.hasForgotten = in.readByte() == 1;
        List<String> texts = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            texts.add(in.readRequiredText());
        }
        int from = state.hasForgotten ? in.readCount() : NONE;
        int settled = in.readCount();
        int open = in.readCount();
        for (int i = 0; i < settled; i++) {
            state.settled.add(read(new Visit(), texts, in));
        }
        for (int i = 0; i < open; i++) {
            Session session = read(new Session(), texts, in);
            readMore(session, texts, in);
            state.open.add(session);
        }
        if (from != NONE) {
            state.visit(0).countedFrom = texts.get(from - 1);
        }
        follow();
    }

    private <V extends Visit> V read(V visit, List<String> texts, BinaryReader in) {
        visit.start = before + in.readSigned();
        visit.day = (int) (in.readSigned() + Math.floorDiv(visit.start, DAY_MILLIS));
        visit.channel = texts.get(in.readCount());
        visit.wins = in.readCount();
        before = visit.start;
        return visit;
    }

    private static void readMore(Session session, List<String> texts, BinaryReader in) {
        long start = session.start;
        long first = Touchpoint.HOME.moment(start);
        session.end = start + in.readUnsigned();
        session.place = new TextPair(texts.get(in.readCount()), texts.get(in.readCount()));
        session.placeText = session.place.text();
        session.firstMoment = first + in.readUnsigned();
        long campaign = in.readUnsigned();
        session.campaignAt = campaign == NONE ? Session.NO_CAMPAIGN : start + campaign - 1;
        long purchase = in.readUnsigned();
        session.purchase = purchase == NONE ? Session.NO_PURCHASE : first + purchase - 1;
        session.touchCount = in.readCount();
        session.touches = new long[Math.max(1, session.touchCount)];
        long touched = first;
        for (int i = 0; i < session.touchCount; i++) {
            touched += in.readUnsigned();
            session.touches[i] = touched;
        }
        for (int left = in.readCount(); left > 0; left--) {
            long at = start + in.readUnsigned();
            session.orders.add(new Order(
                    at,
                    (int) (in.readSigned() + Math.floorDiv(at, DAY_MILLIS)),
                    in.readSigned(),
                    new TextPair(texts.get(in.readCount()), texts.get(in.readCount()))));
        }
    }

    /** What was counted for paths to nothing is what follows from the visits, for it always is when an event was taken. */
    private void follow() {
        state.countOrders();
        for (int i = 0; i < state.size(); i++) {
            Visit visit = state.visit(i);
            visit.countedFrom = Attribution.stepFrom(state, i);
            visit.countedLast = Attribution.isLast(state, i);
        }
    }
}
