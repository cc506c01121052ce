package io.tillstream.query.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tillstream.query.personal.PersonalData;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hides what may say who somebody is, or is in their words, in a document that nobody vouches for: all under a name that promises so, and whatever reads like an address of mail, a telephone
 * number or an address of the network. Too much rather than too little.
 */
final class Masks {

    private static final Set<String> NAMES = Set.of(
            "name",
            "firstname",
            "lastname",
            "fullname",
            "surname",
            "username",
            "email",
            "emailaddress",
            "mail",
            "phone",
            "phonenumber",
            "telephone",
            "mobilephone",
            "address",
            "street",
            "streetaddress",
            "addressline1",
            "addressline2",
            "postalcode",
            "zip",
            "zipcode",
            "dateofbirth",
            "birthday",
            "birthdate",
            "ip",
            "ipaddress",
            "useragent",
            "password",
            "token",
            "authorization",
            "billingaddress",
            "shippingaddress",
            "customer",
            "user",
            "traits",
            "text",
            "comment");

    /** A name here is a thing's, not a person's. */
    private static final Set<String> THINGS = Set.of("items", "products", "campaign", "lineitems", "context.campaign");

    private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"']{1,64}@[^\\s@<>\"']{1,255}");
    private static final Pattern PHONE =
            Pattern.compile("\\+\\d[\\d ().\\-/]{5,19}\\d|\\(?\\b0\\d{2,4}\\)?[ \\-/]\\d[\\d \\-/]{4,14}");
    private static final Pattern NETWORK = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");
    private static final int MOST_DIGITS = 100;

    private Masks() {}

    /**
     * A copy that is safe to write.
     *
     * @param personal whether personal data may be seen
     */
    static JsonNode shown(JsonNode node, boolean personal) {
        return copy(node, personal, false);
    }

    /** A text that may hold something personal. */
    static String text(String text) {
        String hidden = MAIL.matcher(text).replaceAll(PersonalData.MASK);
        hidden = PHONE.matcher(hidden).replaceAll(PersonalData.MASK);
        return NETWORK.matcher(hidden).replaceAll(PersonalData.MASK);
    }

    private static JsonNode copy(JsonNode node, boolean personal, boolean ofThing) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> {
                    String name = plain(field.getKey());
                    boolean hidden = !personal
                            && NAMES.contains(name)
                            && !(ofThing && name.equals("name"))
                            && !field.getValue().isNull();
                    JsonNode value = hidden
                            ? TextNode.valueOf(PersonalData.MASK)
                            : copy(field.getValue(), personal, THINGS.contains(name));
                    copy.set(personal ? field.getKey() : text(field.getKey()), value);
                });
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(copy(element, personal, ofThing)));
                yield copy;
            }
            case TextNode text -> personal ? text : TextNode.valueOf(text(text.textValue()));
            default -> isOrdinary(node) ? node : TextNode.valueOf(node.asText());
        };
    }

    private static boolean isOrdinary(JsonNode node) {
        if (!node.isBigDecimal()) {
            return !node.isBigInteger() || node.bigIntegerValue().bitLength() < 4 * MOST_DIGITS;
        }
        BigDecimal number = node.decimalValue();
        return Math.abs((long) number.scale()) < MOST_DIGITS && number.precision() < MOST_DIGITS;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
    }
}
