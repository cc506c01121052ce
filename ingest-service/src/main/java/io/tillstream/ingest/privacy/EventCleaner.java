package io.tillstream.ingest.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.PersonalNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds personal fields in a behavioural event, which is an event in canonical or flat form that was not checked yet, and takes them out of it. Ids are left alone: a shop
 * whose customers' ids are addresses of mail has to change them itself.
 */
final class EventCleaner {

    private static final String MASK = "***";
    private static final Pattern MAIL = Pattern.compile(
            "[^\\s@<>\"'/?&=:,;%()]{1,64}(?:@|%40)[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\\.[A-Za-z0-9-]{1,63}){0,4}\\.[A-Za-z]{2,24}");
    private static final Set<String> IDS = Set.of(
            "event_id",
            "action",
            "customer_id",
            "anonymous_id",
            "session_id",
            "timestamp",
            "order_id",
            "cart_id",
            "currency");
    // what people write, and addresses of pages: a part of these may be personal, the whole is not
    private static final Set<String> TEXTS =
            Set.of("query", "url", "title", "comment", "text", "description", "referrer");

    private final boolean moves;
    private final PrivacyCounts.OfKey counts;

    /**
     * @param moves whether what is found is moved, not refused
     * @param counts what was done is counted there
     */
    EventCleaner(boolean moves, PrivacyCounts.OfKey counts) {
        this.moves = moves;
        this.counts = counts;
    }

    /**
     * Cleans an event, which is changed.
     *
     * @throws InvalidEventException when personal data that no name gives away is to be refused
     */
    Cleaned clean(ObjectNode event) throws InvalidEventException {
        Walk walk = new Walk(event);
        walk.object(event, "", false);
        return new Cleaned(event, walk.details());
    }

    /** Whether a text holds an address of mail. */
    static boolean holdsMail(String text) {
        return (text.indexOf('@') >= 0 || text.contains("%40"))
                && MAIL.matcher(text).find();
    }

    /** One event. */
    private final class Walk {

        private final ObjectNode event;
        private final boolean about;
        private final boolean known;
        private final ObjectNode found = JsonNodeFactory.instance.objectNode();

        Walk(ObjectNode event) {
            this.event = event;
            String action = event.path("action").asText();
            about = action.equals(Action.IDENTIFY.wireName()) || action.equals(Action.CUSTOMER_UPDATED.wireName());
            known = event.hasNonNull("customer_id") || event.hasNonNull("anonymous_id");
        }

        void object(ObjectNode node, String path, boolean ofThing) throws InvalidEventException {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (path.isEmpty() && IDS.contains(name)) {
                    continue;
                }
                JsonNode value = node.get(name);
                String at = path.isEmpty() ? name : path + "." + name;
                if (isMovable(name, value)) {
                    node.remove(name);
                    keep(canonicalName(name), at, value);
                } else if (value instanceof TextNode text && !ofThing) {
                    text(node, name, text.textValue(), at);
                } else {
                    inside(value, at, ofThing || at.equals("items"));
                }
            }
        }

        private boolean isMovable(String name, JsonNode value) {
            return moves
                    && known
                    && !about
                    && PersonalNames.isPersonal(name)
                    && (value.isTextual() || value.isNumber());
        }

        private void inside(JsonNode value, String path, boolean ofThing) throws InvalidEventException {
            if (value instanceof ObjectNode object) {
                object(object, path, ofThing);
            } else if (value instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    JsonNode element = array.get(i);
                    if (element instanceof TextNode text) {
                        String kept = ofThing ? text.textValue() : harmless(text.textValue());
                        if (!kept.equals(text.textValue())) {
                            array.set(i, TextNode.valueOf(kept));
                        }
                    } else {
                        inside(element, path + "[" + i + "]", ofThing);
                    }
                }
            }
        }

        private void text(ObjectNode node, String name, String text, String path) throws InvalidEventException {
            boolean field = !about
                    && !TEXTS.contains(name)
                    && holdsMail(text)
                    && MAIL.matcher(text).matches();
            if (field && !moves) {
                throw new InvalidEventException(
                        path,
                        "is an address of mail, which belongs in identify or customer_updated and in no other event");
            }
            if (field && known) {
                node.remove(name);
                keep("email", path, TextNode.valueOf(text));
                return;
            }
            boolean version = name.toLowerCase(Locale.ROOT).contains("version");
            String kept = version ? text : harmless(text);
            if (!kept.equals(text)) {
                node.put(name, kept);
            }
        }

        private String harmless(String text) {
            String address = NetworkAddresses.shortened(text);
            if (address != null) {
                counts.add(PrivacyCounts.Deed.ADDRESS_SHORTENED);
                return address;
            }
            if (about || !holdsMail(text)) {
                return text;
            }
            counts.add(PrivacyCounts.Deed.MAIL_HIDDEN);
            return MAIL.matcher(text).replaceAll(MASK);
        }

        /** Keeps a detail; a second one of the same name under the place where it stood. */
        private void keep(String name, String path, JsonNode value) {
            counts.add(PrivacyCounts.Deed.FIELD_MOVED);
            if (!found.has(name)) {
                found.set(name, value);
                return;
            }
            ObjectNode beside = found.get(path) instanceof ObjectNode there ? there : found.putObject(path);
            beside.set(name, value);
        }

        @Nullable
        ObjectNode details() {
            if (found.isEmpty()) {
                return null;
            }
            ObjectNode details = JsonNodeFactory.instance.objectNode();
            details.put("event_id", fitting(event.path("event_id").asText() + ":details"));
            details.put("action", Action.CUSTOMER_UPDATED.wireName());
            for (String name : List.of("timestamp", "customer_id", "anonymous_id")) {
                if (event.has(name)) {
                    details.set(name, event.get(name));
                }
            }
            details.set("properties", found);
            return details;
        }
    }

    /** The canonical name of a personal field, however it is written. */
    private static String canonicalName(String name) {
        String plain = name.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "emailaddress" -> "email";
            case "phonenumber", "telephone" -> "phone";
            case "firstname" -> "first_name";
            case "lastname" -> "last_name";
            case "fullname" -> "full_name";
            default -> plain;
        };
    }

    private static String fitting(String id) {
        if (id.length() <= EventBounds.MAX_EVENT_ID_CHARS) {
            return id;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
