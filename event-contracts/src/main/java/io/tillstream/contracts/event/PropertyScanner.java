package io.tillstream.contracts.event;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fast way of {@link PropertyReader}: takes texts, numbers, booleans and nulls, but no lists and objects. */
final class PropertyScanner {

    private static final NameTable NO_NAMES = new NameTable();

    private final JsonCursor in;
    private final @Nullable TextCache names;

    PropertyScanner(JsonCursor in, @Nullable TextCache names) {
        this.in = in;
        this.names = names;
    }

    /** Adds the field whose name was just taken to {@code target}; a null only counts for the name's own checks. */
    void readInto(EventDraft draft, Map<String, Object> target) throws UnusualEventException {
        String name = in.nameText(names);
        notePersonal(draft, name);
        if (!in.takeNull()) {
            put(target, name);
        }
    }

    /** Takes an object and adds its fields to the draft's properties. */
    void readObject(EventDraft draft) throws UnusualEventException {
        if (in.takeNull() || !in.enter('{', '}')) {
            return;
        }
        Map<String, Object> target = draft.properties();
        Set<String> nulls = null;
        do {
            in.name(NO_NAMES);
            String name = in.nameText(names);
            if (in.takeNull()) {
                nulls = nulls == null ? new HashSet<>() : nulls;
                if (!nulls.add(name)) {
                    throw UnusualEventException.INSTANCE;
                }
            } else {
                notePersonal(draft, name);
                put(target, name);
            }
        } while (in.goesOn('}'));
        if (nulls != null) {
            for (String name : nulls) {
                if (target.containsKey(name)) {
                    throw UnusualEventException.INSTANCE;
                }
            }
        }
    }

    private static void notePersonal(EventDraft draft, String name) {
        if (draft.personalPath == null && PersonalNames.isPersonal(name)) {
            draft.personalPath = name;
        }
    }

    private void put(Map<String, Object> target, String name) throws UnusualEventException {
        if (target.put(name, value()) != null) {
            throw UnusualEventException.INSTANCE;
        }
    }

    private Object value() throws UnusualEventException {
        switch (in.peek()) {
            case '"' -> {
                return in.rawText();
            }
            case 't' -> {
                in.takeWord("true");
                return Boolean.TRUE;
            }
            case 'f' -> {
                in.takeWord("false");
                return Boolean.FALSE;
            }
            default -> {
                return in.number();
            }
        }
    }
}
