package io.tillstream.streams.customer;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamilies;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.identity.Journal;
import io.tillstream.streams.identity.Journal.Part;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events of a journal brought about, to the letter: changes to cells, carts and feedback. It can be taken back, whatever brought it about: events,
 * timers, scores, and facets that are yet to be written.
 */
final class Ledger {

    /** Pieces that are kept before they are made one. */
    private static final int MAX_PIECES = 32;

    private static final OutputJson<CartChange> CART_JSON = OutputJson.of(CartChange.class);
    private static final OutputJson<FeedbackEntry> FEEDBACK_JSON = OutputJson.of(FeedbackEntry.class);

    private final Journal journal;
    private final CellFamilies families;
    private final Effects effects;

    Ledger(Journal journal, CellFamilies families, Effects effects) {
        this.journal = journal;
        this.families = families;
        this.effects = effects;
    }

    /** Books what happened to a person, and remembers it. */
    void book(byte[] person, Tracking tracking, Effects happened) {
        bookCells(tracking, happened);
        for (CartChange cart : happened.carts()) {
            journal.put(person, Part.CART, name(cart.cartKey()), CART_JSON.write(cart));
        }
        for (FeedbackEntry entry : happened.feedback()) {
            journal.put(person, Part.FEEDBACK, name(entry.eventId()), FEEDBACK_JSON.write(entry));
        }
        effects.addFacts(happened);
        happened.clear();
    }

    private void bookCells(Tracking tracking, Effects happened) {
        happened.cells().forEach((key, change) -> {
            effects.cells().at(key).merge(change);
            tracking.note(key, change.withoutLabel());
        });
    }

    /** Takes back all that was booked in cells. */
    void withdraw(byte[] person, Tracking tracking) {
        tracking.piece.forEach((key, change) -> effects.cells().at(key).subtract(change));
        tracking.piece.clear();
        for (Journal.Entry piece : journal.all(person, Part.LEDGER)) {
            read(piece.value()).forEach((key, change) -> effects.cells().at(key).subtract(change));
            journal.remove(person, Part.LEDGER, piece.name());
        }
        tracking.pieces = 0;
    }

    /**
     * Books what all the events of a journal bring about, in place of what was withdrawn. Of facts only those that are different now are said.
     *
     * @param before facts that held before the first event of the journal
     */
    void bookAnew(byte[] person, Tracking tracking, Effects happened, Effects before) {
        bookCells(tracking, happened);
        replaceCarts(person, newest(happened), newest(before));
        Map<String, FeedbackEntry> feedback = new LinkedHashMap<>();
        happened.feedback().forEach(entry -> feedback.put(entry.eventId(), entry));
        replaceFeedback(person, feedback);
        happened.clear();
    }

    private static Map<String, CartChange> newest(Effects effects) {
        Map<String, CartChange> carts = new LinkedHashMap<>();
        effects.carts().forEach(cart -> carts.put(cart.cartKey(), cart));
        return carts;
    }

    private void replaceCarts(byte[] person, Map<String, CartChange> now, Map<String, CartChange> before) {
        Map<String, CartChange> said = new HashMap<>();
        for (Journal.Entry entry : journal.all(person, Part.CART)) {
            CartChange cart = CART_JSON.read(entry.value());
            said.put(cart.cartKey(), cart);
            if (!now.containsKey(cart.cartKey())) {
                journal.remove(person, Part.CART, entry.name());
                effects.cart(before.getOrDefault(cart.cartKey(), withdrawn(cart)));
            }
        }
        now.forEach((key, cart) -> {
            if (!cart.equals(said.get(key))) {
                journal.put(person, Part.CART, name(key), CART_JSON.write(cart));
                effects.cart(cart);
            }
        });
    }

    private static CartChange withdrawn(CartChange cart) {
        return new CartChange(
                cart.cartKey(),
                cart.customerId(),
                cart.cartId(),
                "withdrawn",
                cart.openedAt(),
                cart.changedAt(),
                0,
                List.of(),
                null);
    }

    private void replaceFeedback(byte[] person, Map<String, FeedbackEntry> now) {
        Map<String, FeedbackEntry> said = new HashMap<>();
        for (Journal.Entry entry : journal.all(person, Part.FEEDBACK)) {
            FeedbackEntry feedback = FEEDBACK_JSON.read(entry.value());
            said.put(feedback.eventId(), feedback);
            if (!feedback.equals(now.get(feedback.eventId()))) {
                journal.remove(person, Part.FEEDBACK, entry.name());
                effects.feedback(withdrawn(feedback));
            }
        }
        now.forEach((id, entry) -> {
            if (!entry.equals(said.get(id))) {
                journal.put(person, Part.FEEDBACK, name(id), FEEDBACK_JSON.write(entry));
                effects.feedback(entry);
            }
        });
    }

    private static FeedbackEntry withdrawn(FeedbackEntry entry) {
        return new FeedbackEntry(
                entry.eventId(),
                entry.customerId(),
                entry.at(),
                "withdrawn",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                entry.channel());
    }

    /** Keeps what was booked since the last commit. */
    void keep(byte[] person, Tracking tracking) {
        if (tracking.piece.isEmpty()) {
            return;
        }
        if (tracking.pieces >= MAX_PIECES) {
            for (Journal.Entry piece : journal.all(person, Part.LEDGER)) {
                read(piece.value()).forEach(tracking::note);
                journal.remove(person, Part.LEDGER, piece.name());
            }
            tracking.pieces = 0;
        }
        journal.put(person, Part.LEDGER, Journal.numbered(tracking.pieces), write(tracking.piece));
        tracking.pieces++;
        tracking.piece.clear();
    }

    /** Forgets: what was booked stays for good. */
    void forget(byte[] person, Tracking tracking) {
        journal.clear(person, Part.LEDGER);
        journal.clear(person, Part.CART);
        journal.clear(person, Part.FEEDBACK);
        tracking.piece.clear();
        tracking.pieces = 0;
    }

    private static byte[] write(Map<CellKey, Cell> cells) {
        BinaryWriter out = new BinaryWriter();
        cells.forEach((key, change) -> {
            byte[] name = key.toBytes();
            out.writeUnsigned(name.length).writeRaw(name);
            change.write(out);
        });
        return out.toByteArray();
    }

    private Map<CellKey, Cell> read(byte[] bytes) {
        Map<CellKey, Cell> cells = new LinkedHashMap<>();
        BinaryReader in = new BinaryReader(bytes);
        while (in.hasRemaining()) {
            byte[] name = in.readRaw(in.readCount());
            CellKey key = CellKey.of(name, families);
            cells.put(key, Cell.read(in, key.family()));
        }
        return cells;
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
