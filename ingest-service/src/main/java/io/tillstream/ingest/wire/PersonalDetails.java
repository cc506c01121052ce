package io.tillstream.ingest.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What trackers call a customer's details ("traits"), and what they are in {@code identify} and {@code customer_updated}. Details that no analysis needs are not
 * kept.
 */
public final class PersonalDetails {

    /** The canonical names, and the traits that each is taken from, the first that is given. */
    public static final Map<String, List<String>> TRAITS = Map.of(
            "name", List.of("name", "fullName", "full_name"),
            "first_name", List.of("firstName", "first_name", "firstname"),
            "last_name", List.of("lastName", "last_name", "lastname"),
            "email", List.of("email"),
            "phone", List.of("phone", "phone_number"),
            "age", List.of("age"),
            "gender", List.of("gender"),
            "location", List.of("address.city", "city", "location"),
            "country", List.of("address.country", "country"),
            "registered_at", List.of("createdAt", "created_at", "registered_at", "registeredAt"));

    /** Traits that are not kept. */
    public static final Set<String> DROPPED = Set.of(
            "address",
            "avatar",
            "birthday",
            "company",
            "description",
            "id",
            "title",
            "username",
            "website",
            "$set",
            "$set_once");

    private static final long MILLIS_FROM = 100_000_000_000L;

    private PersonalDetails() {}

    /** Puts traits into an event that carries details. */
    public static void put(JsonNode traits, CanonicalEvent event) {
        TRAITS.forEach((name, paths) -> {
            String text = Json.text(traits, paths);
            if (text == null) {
                return;
            }
            switch (name) {
                case "age" -> event.put(name, wholeYears(text));
                case "registered_at" -> event.put(name, time(text));
                default -> event.put(name, text);
            }
        });
        if (traits instanceof ObjectNode object) {
            object.properties().forEach(trait -> {
                if (!isMapped(trait.getKey()) && !DROPPED.contains(trait.getKey())) {
                    event.keep(trait.getKey(), trait.getValue());
                }
            });
        }
    }

    private static boolean isMapped(String trait) {
        return TRAITS.values().stream().anyMatch(paths -> paths.contains(trait));
    }

    private static JsonNode wholeYears(String text) {
        return Json.number(TextNode.valueOf(text)) instanceof DecimalNode years
                ? DecimalNode.valueOf(years.decimalValue().setScale(0, RoundingMode.DOWN))
                : TextNode.valueOf(text);
    }

    /** A time as RFC 3339; seconds or milliseconds since 1970 are understood too. Null when it is none: a detail is not worth an event. */
    private static @Nullable String time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException e) {
            // no date in text
        }
        try {
            long number = new BigDecimal(text).longValueExact();
            return (number >= MILLIS_FROM ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number)).toString();
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
