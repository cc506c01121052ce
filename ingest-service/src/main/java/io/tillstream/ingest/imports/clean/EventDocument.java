package io.tillstream.ingest.imports.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tillstream.contracts.event.Action;
import io.tillstream.ingest.imports.source.ReadAgainException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes a row as the event that a sender would have sent over HTTP, so that one reader decides what is right. For one thread. */
final class EventDocument {

    private static final JsonFactory JSON = new JsonFactory();

    private static final Set<String> NUMBERS = Set.of(
            "value",
            "price",
            "product_price",
            "quantity",
            "discount",
            "score",
            "rating",
            "satisfaction",
            "points",
            "amount",
            "stock_on_hand",
            "age",
            "reward_value");

    private static final Set<String> FLAGS = Set.of("granted", "loyalty_member");
    private static final Set<String> PLACE = Set.of("device", "country", "location");
    private static final Set<Action> OF_A_CHANNEL = Set.of(
            Action.MESSAGE_SENT,
            Action.MESSAGE_DELIVERED,
            Action.MESSAGE_OPENED,
            Action.MESSAGE_CLICKED,
            Action.MESSAGE_UNSUBSCRIBED,
            Action.AD_SPEND);
    private static final Set<Action> OF_A_PERSON = Set.of(Action.IDENTIFY, Action.CUSTOMER_UPDATED);
    private static final String CAMPAIGN = "campaign_";

    private final EventColumns columns;
    private final NumberText numbers;
    private final DateText dates;

    EventDocument(EventColumns columns, NumberText numbers, DateText dates) {
        this.columns = columns;
        this.numbers = numbers;
        this.dates = dates;
    }

    /**
     * A row as JSON.
     *
     * @param eventId its id when the row has none
     * @throws RowProblem naming the column that is wrong
     * @throws ReadAgainException when the dates turn out to begin with the day
     */
    byte[] of(String[] row, Action action, String eventId) throws RowProblem, ReadAgainException {
        Map<String, Object> event = new LinkedHashMap<>();
        Map<String, Object> context = new LinkedHashMap<>();
        Map<String, Object> campaign = new LinkedHashMap<>();
        event.put(EventColumns.EVENT_ID, eventId);
        event.put(EventColumns.ACTION, action.wireName());
        for (int i = 0; i < columns.width(); i++) {
            String text = row[i].strip();
            String field = columns.field(i);
            if (text.isEmpty() || field.isEmpty() || field.equals(EventColumns.ACTION)) {
                continue;
            }
            if (field.startsWith(CAMPAIGN)) {
                campaign.put(field.substring(CAMPAIGN.length()), text);
            } else if (PLACE.contains(field) && !OF_A_PERSON.contains(action)) {
                context.put(field, text);
            } else if (field.equals("context_channel")) {
                context.put("channel", text);
            } else if (field.equals("channel") && !OF_A_CHANNEL.contains(action)) {
                context.put(field, text);
            } else {
                event.put(field, value(field, text));
            }
        }
        if (!campaign.isEmpty()) {
            context.put("campaign", campaign);
        }
        if (!context.isEmpty()) {
            event.put("context", context);
        }
        return json(event);
    }

    private Object value(String field, String text) throws RowProblem, ReadAgainException {
        if (field.equals(EventColumns.TIMESTAMP) || field.equals("registered_at")) {
            return time(field, text);
        }
        if (NUMBERS.contains(field)) {
            return number(field, text);
        }
        if (FLAGS.contains(field)) {
            return flag(field, text);
        }
        return field.endsWith("_id") ? RowParser.withoutFraction(text) : text;
    }

    private String time(String field, String text) throws RowProblem, ReadAgainException {
        try {
            return Instant.ofEpochMilli(dates.millis(text)).toString();
        } catch (DateTimeException | ArithmeticException _) {
            throw new RowProblem(columns.name(field), "is no date");
        }
    }

    private BigDecimal number(String field, String text) throws RowProblem {
        try {
            BigDecimal number = numbers.exact(text).stripTrailingZeros();
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException _) {
            throw new RowProblem(columns.name(field), "is no number");
        } catch (ArithmeticException _) {
            throw new RowProblem(columns.name(field), "is out of range");
        }
    }

    private Boolean flag(String field, String text) throws RowProblem {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "y" -> Boolean.TRUE;
            case "false", "no", "0", "n" -> Boolean.FALSE;
            default -> throw new RowProblem(columns.name(field), "is neither true nor false");
        };
    }

    private static byte[] json(Map<String, Object> event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, event);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Map<?, ?> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeFieldName(String.valueOf(field.getKey()));
            switch (field.getValue()) {
                case Map<?, ?> inner -> write(json, inner);
                case BigDecimal number -> json.writeNumber(number.toPlainString());
                case Boolean flag -> json.writeBoolean(flag);
                default -> json.writeString(String.valueOf(field.getValue()));
            }
        }
        json.writeEndObject();
    }
}
