package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CommunicationCell;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of all messages, once all of it is known. */
final class CommunicationLedger {

    private static final String ALL = "all";
    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private final Calendar calendar;
    private final Map<String, Mailbox> mailboxes = new HashMap<>();

    CommunicationLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /** One cell; without a day for all time. */
    record Key(@Nullable LocalDate day, String dimension, String channel, String value) {

        static Key of(CommunicationCell cell) {
            return new Key(cell.day(), cell.dimension(), cell.channel(), cell.value());
        }

        @Override
        public String toString() {
            return (day == null ? ALL : day) + " " + dimension + " " + channel + " " + value;
        }
    }

    /** What one person got, clicked and ordered, in the order of the log. */
    private static final class Mailbox {
        private final Map<String, Letter> letters = new LinkedHashMap<>();
        private final List<Click> clicks = new ArrayList<>();
        private final List<Order> orders = new ArrayList<>();

        /** The letter whose click is the last in the week before an order; of clicks at the same time the first in the log. */
        @Nullable
        Letter lastClicked(Order order) {
            Click last = null;
            for (Click click : clicks) {
                boolean inTime = click.at <= order.at && click.at >= order.at - WEEK * Calendar.DAY;
                if (inTime && (last == null || click.at > last.at)) {
                    last = click;
                }
            }
            return last == null ? null : last.letter;
        }

        /** Letters sent in the days up to one, itself included. */
        long sentUpTo(Letter letter, int days) {
            return letters.values().stream()
                    .filter(other -> other.source != null)
                    .filter(other -> other.sentAt <= letter.sentAt)
                    .filter(other -> other.sentAt > letter.sentAt - days * Calendar.DAY)
                    .count();
        }
    }

    private record Click(long at, Letter letter) {}

    private record Order(long at, long grossMicros) {}

    /** One message. */
    private static final class Letter {
        private long sentAt;
        private @Nullable Marketing source;
        private final Set<Action> events = EnumSet.noneOf(Action.class);
        private final List<Order> orders = new ArrayList<>();

        void sent(long at, Marketing by) {
            Marketing known = source;
            boolean first = known == null
                    || at < sentAt
                    || at == sentAt
                            && (by.channel() + "|" + by.campaign()).compareTo(known.channel() + "|" + known.campaign())
                                    < 0;
            if (first) {
                sentAt = at;
                source = by;
            }
        }

        boolean clicked() {
            return events.contains(Action.MESSAGE_CLICKED);
        }

        boolean opened() {
            return clicked() || events.contains(Action.MESSAGE_OPENED);
        }

        boolean unsubscribed() {
            return events.contains(Action.MESSAGE_UNSUBSCRIBED);
        }

        boolean delivered() {
            return opened() || unsubscribed() || reported();
        }

        boolean reported() {
            return events.contains(Action.MESSAGE_DELIVERED);
        }
    }

    private static final class Tally {
        private long sent;
        private long delivered;
        private long opened;
        private long clicked;
        private long converted;
        private long unsubscribed;
        private long reported;
        private long orders;
        private long grossMicros;

        void steps(Letter letter) {
            sent++;
            delivered += letter.delivered() ? 1 : 0;
            opened += letter.opened() ? 1 : 0;
            clicked += letter.clicked() ? 1 : 0;
            converted += letter.orders.isEmpty() ? 0 : 1;
            unsubscribed += letter.unsubscribed() ? 1 : 0;
        }

        /** Counts a person by whether any of their letters took a step. */
        void person(List<Letter> letters) {
            sent++;
            delivered += letters.stream().anyMatch(Letter::delivered) ? 1 : 0;
            opened += letters.stream().anyMatch(Letter::opened) ? 1 : 0;
            clicked += letters.stream().anyMatch(Letter::clicked) ? 1 : 0;
            converted += letters.stream().anyMatch(letter -> !letter.orders.isEmpty()) ? 1 : 0;
            unsubscribed += letters.stream().anyMatch(Letter::unsubscribed) ? 1 : 0;
        }
    }

    /** Takes messages and purchases. */
    void note(CommerceEvent event) {
        long at = event.timestamp().toEpochMilli();
        switch (event) {
            case CommerceEvent.Message message -> {
                Mailbox mailbox = mailbox(event);
                Letter letter = mailbox.letters.computeIfAbsent(message.messageId(), id -> new Letter());
                letter.events.add(message.action());
                var context = message.envelope().context();
                if (message.action() == Action.MESSAGE_SENT) {
                    letter.sent(at, Marketing.of(message.messageChannel(), Marketing.medium(context), context));
                } else if (message.action() == Action.MESSAGE_CLICKED) {
                    mailbox.clicks.add(new Click(at, letter));
                }
            }
            case CommerceEvent.Purchase purchase ->
                mailbox(event)
                        .orders
                        .add(new Order(
                                at,
                                purchase.items().stream()
                                        .mapToLong(Item::amountMicros)
                                        .sum()));
            default -> {}
        }
    }

    private Mailbox mailbox(CommerceEvent event) {
        return mailboxes.computeIfAbsent(event.key(), key -> new Mailbox());
    }

    /** All cells. */
    Map<Key, CommunicationCell> cells() {
        Map<Key, Tally> tallies = new HashMap<>();
        mailboxes.values().forEach(mailbox -> add(mailbox, tallies));
        Map<Key, CommunicationCell> cells = new HashMap<>();
        tallies.forEach((key, tally) -> cells.put(
                key,
                new CommunicationCell(
                        key.day,
                        key.dimension,
                        key.channel,
                        key.value,
                        tally.sent,
                        tally.delivered,
                        tally.opened,
                        tally.clicked,
                        tally.converted,
                        tally.unsubscribed,
                        tally.reported,
                        tally.orders,
                        tally.grossMicros,
                        Instant.EPOCH)));
        return cells;
    }

    private void add(Mailbox mailbox, Map<Key, Tally> tallies) {
        mailbox.letters.values().forEach(letter -> letter.orders.clear());
        for (Order order : mailbox.orders) {
            Letter due = mailbox.lastClicked(order);
            if (due != null) {
                due.orders.add(order);
            }
        }
        Map<Key, List<Letter>> groups = new HashMap<>();
        for (Letter letter : mailbox.letters.values()) {
            Marketing source = letter.source;
            if (source == null) {
                continue;
            }
            LocalDate day = Calendar.date(calendar.day(letter.sentAt));
            String channel = source.channel();
            Tally tally = tally(tallies, new Key(day, "campaign", channel, source.campaign()));
            tally.steps(letter);
            tally.reported += letter.reported() ? 1 : 0;
            tally.orders += letter.orders.size();
            tally.grossMicros +=
                    letter.orders.stream().mapToLong(Order::grossMicros).sum();
            tally(tallies, new Key(day, "received_7_days", channel, band(mailbox.sentUpTo(letter, WEEK))))
                    .steps(letter);
            tally(tallies, new Key(day, "received_30_days", channel, band(mailbox.sentUpTo(letter, MONTH))))
                    .steps(letter);
            group(groups, new Key(null, "people", ALL, ALL)).add(letter);
            group(groups, new Key(null, "people_channel", channel, ALL)).add(letter);
            group(groups, new Key(null, "people_campaign", channel, source.campaign()))
                    .add(letter);
        }
        groups.forEach((key, letters) -> tally(tallies, key).person(letters));
    }

    private static List<Letter> group(Map<Key, List<Letter>> groups, Key key) {
        return groups.computeIfAbsent(key, any -> new ArrayList<>());
    }

    private static Tally tally(Map<Key, Tally> tallies, Key key) {
        return tallies.computeIfAbsent(key, any -> new Tally());
    }

    private static String band(long messages) {
        if (messages >= 15) {
            return "15+";
        }
        if (messages >= 8) {
            return "8-14";
        }
        if (messages >= 5) {
            return "5-7";
        }
        return messages >= 3 ? "3-4" : String.valueOf(messages);
    }

    static boolean isBlank(CommunicationCell cell) {
        return cell.sent() + cell.delivered() + cell.opened() + cell.clicked() + cell.converted() == 0
                && cell.unsubscribed() + cell.deliveryReports() + cell.orders() == 0
                && cell.grossMicros() == 0;
    }
}
