package io.tillstream.contracts.event;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that the contract does not name: String, Long, BigInteger, BigDecimal, Boolean, List and Map. A field that is null is left out; a null in an
 * array stays, so that positions do. Remembers where personal data was seen.
 */
final class PropertyReader {

    private final JsonFields in;
    private @Nullable String personalPath;

    PropertyReader(JsonFields in) {
        this.in = in;
    }

    /** Path of the first field that holds personal data by its name, or null. */
    @Nullable
    String personalPath() {
        return personalPath;
    }

    /** Adds the current field to {@code target}. */
    void readInto(Map<String, Object> target) throws IOException, InvalidEventException {
        String name = in.name();
        checkName(name);
        Object value = value();
        if (value != null && target.put(name, value) != null) {
            throw in.givenTwice();
        }
    }

    /** Reads the current value, an object, and adds its fields to {@code target}. */
    void readObjectInto(Map<String, Object> target) throws IOException, InvalidEventException {
        Set<String> nulls = null;
        while (in.nextField()) {
            if (in.isNull()) {
                nulls = nulls == null ? new HashSet<>() : nulls;
                if (!nulls.add(in.name())) {
                    throw in.givenTwice();
                }
            } else {
                readInto(target);
            }
        }
        if (nulls != null) {
            for (String name : nulls) {
                if (target.containsKey(name)) {
                    throw new InvalidEventException(in.path(), "holds a field twice; send each field once");
                }
            }
        }
    }

    private void checkName(String name) throws InvalidEventException {
        String problem = TextKind.LABEL.problemOf(name, true);
        if (problem != null) {
            throw in.wrong("has a name that " + problem);
        }
        if (personalPath == null && PersonalNames.isPersonal(name)) {
            personalPath = in.path();
        }
    }

    private @Nullable Object value() throws IOException, InvalidEventException {
        return switch (in.token()) {
            case VALUE_STRING -> in.rawText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.rawNumber();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case START_ARRAY -> list();
            case START_OBJECT -> {
                in.checkNesting();
                Map<String, Object> map = new LinkedHashMap<>();
                readObjectInto(map);
                yield map;
            }
            default -> null;
        };
    }

    private List<@Nullable Object> list() throws IOException, InvalidEventException {
        in.checkNesting();
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextElement()) {
            list.add(in.token() == JsonToken.VALUE_NULL ? null : value());
        }
        return list;
    }
}
