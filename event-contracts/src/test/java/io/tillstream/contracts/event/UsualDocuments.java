package io.tillstream.contracts.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Documents as shops send them, beyond what {@link EventWriter} writes. */
final class UsualDocuments {

    private static final String START =
            "{\"event_id\":\"0b7e4a52-58a8-4c0f-a2f1-7c1b5b1b7f11\",\"customer_id\":\"123\",\"timestamp\":\"2024-01-01T12:00:00Z\",";

    private UsualDocuments() {}

    /** All are right, and of a shape that the fast way must take. */
    static List<byte[]> all() {
        return Stream.of(
                        START + "\"action\":\"add_to_cart\",\"product_title\":\"Product Name\",\"product_price\":29.99,"
                                + "\"product_image\":\"image_url\",\"description\":\"Added \\\"Product Name\\\" to cart\"}",
                        START
                                + "\"action\":\"purchase\",\"product_title\":\"Caf\\u00e9 cr\u00e8me\",\"product_price\":3,\"quantity\":2}",
                        START
                                + "\"action\":\"page_view\",\"url\":\"https:\\/\\/shop.example\\/a\",\"title\":\"日本語\",\"referrer\":null}",
                        START + "\"action\":\"page_view\",\"session_id\":null,\"context\":null,\"properties\":null}",
                        START
                                + "\"action\":\"page_view\",\"app_version\":\"1.2\",\"logged_in\":true,\"scroll\":0.75,\"width\":1280}",
                        START
                                + "\"action\":\"search\",\"properties\":{\"query\":\"blue shoes\",\"hits\":12,\"score\":-1.5,\"ab\":false,"
                                + "\"filter\":null,\"at\":1704110400000}}",
                        START
                                + "\"action\":\"identify\",\"email\":\"a@shop.example\",\"first_name\":\"Ada\",\"age\":40,\"country\":\"UK\"}",
                        START
                                + "\"action\":\"survey_answered\",\"properties\":{\"survey\":\"nps\",\"score\":9,\"comment\":\"très bien\"}}",
                        START + "\"action\":\"begin_checkout\",\"items\":[]}",
                        START
                                + "\"action\":\"view_item\",\"items\":[{\"product_id\":4711,\"title\":null,\"quantity\":null,\"price\":null}]}",
                        START
                                + "\"action\":\"purchase\",\"order_id\":1234567890123456,\"value\":60.480000000000004,\"items\":["
                                + "{\"price\":29.990000000000002,\"product_id\":\"p\",\"quantity\":2},{\"product_id\":\"q\",\"price\":0.5}]}",
                        ("{ \"context\" : {\"device\":\"mobile\", \"campaign\":{\"name\":\"spring\",\"source\":null}, \"channel\":\"web\"},\n"
                                + "\t\"action\" : \"page_view\" ,\r\n \"anonymous_id\": \"v-1\", \"timestamp\":\"2024-01-01T14:00:00+02:00\","
                                + " \"event_id\" : \"e-1\" } \n"))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
