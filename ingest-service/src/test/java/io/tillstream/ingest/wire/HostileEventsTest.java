package io.tillstream.ingest.wire;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.keys.SigningSecrets;
import io.tillstream.ingest.wire.cloudevents.CloudEventsFormat;
import io.tillstream.ingest.wire.ga4.Ga4Format;
import io.tillstream.ingest.wire.jitsu.JitsuFormat;
import io.tillstream.ingest.wire.posthog.PosthogFormat;
import io.tillstream.ingest.wire.segment.SegmentFormat;
import io.tillstream.ingest.wire.snowplow.SnowplowFormat;
import io.tillstream.ingest.wire.webhook.ShopifyFormat;
import io.tillstream.ingest.wire.webhook.WooCommerceFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in whichever field: the event is taken or refused with a reason, and nothing else happens. */
class HostileEventsTest {

    private static final SigningSecrets NONE = new SigningSecrets(null, Clock.systemUTC());
    private static final String ECOMMERCE = "iglu:com.snowplowanalytics.snowplow.ecommerce/";

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999999999",
            "-1e999999999",
            "1e20000000",
            "1e-999999999",
            "123456789012345678901234567890",
            "\"\"",
            "\"x\"",
            "\"1e999999999\"",
            "\"+999999999-12-31T23:59:59-18:00\"",
            "\"-999999999-01-01T00:00:00+18:00\"",
            "\"\\ud800\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"a\":{}}");

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("segment", new SegmentFormat(), "batch", Map.of(), as(), """
                        {"sentAt":"2026-03-02T09:00:00Z","batch":[{"type":"track","event":"Order Completed","messageId":"m","userId":"c","timestamp":"2026-03-02T08:00:00Z",
                        "context":{"sessionId":"s","campaign":{"source":"a"},"consent":{"categoryPreferences":{"analytics":true}}},
                        "properties":{"order_id":"o","discount":1,"email":"a@example.com","products":[{"product_id":"p","price":2,"quantity":2},{"product_id":"q","price":"3","quantity":1}]}},
                        {"type":"track","event":"Order Refunded","messageId":"r","userId":"c","properties":{"order_id":"o","products":[{"product_id":"p","price":2,"discount":1}]}},
                        {"type":"identify","messageId":"i","userId":"c","traits":{"age":"36","createdAt":1709287200,"address":{"city":"B"}}},
                        {"type":"alias","messageId":"l","userId":"c","previousId":"v"},
                        {"type":"track","event":"Segment Consent Preference Updated","userId":"c","context":{"consent":{"categoryPreferences":{"a":true}}}}]}"""),
                Arguments.of("jitsu", new JitsuFormat(), "track", Map.of(), as(), """
                        {"type":"track","event":"Product Viewed","userId":"c","messageId":"m","timestamp":"2026-03-02T09:00:00Z","sentAt":"2026-03-02T09:00:00Z",
                        "properties":{"product_id":"p","price":3,"discount":1}}"""),
                Arguments.of("posthog", new PosthogFormat(), "batch", Map.of(), as(), """
                        {"sent_at":"2026-03-02T09:00:00Z","batch":[{"distinct_id":"c","event":"Order Completed","uuid":"u","timestamp":"2026-03-02T08:00:00Z",
                        "properties":{"order_id":"o","products":[{"product_id":"p","price":5}],"$session_id":"s","$set":{"age":"7"}}},
                        {"distinct_id":"c","event":"$identify","properties":{"$anon_distinct_id":"v","$set":{"name":"A"},"$set_once":{"plan":"x"}}},
                        {"distinct_id":"c","event":"$create_alias","properties":{"alias":"w"}},{"distinct_id":"c","event":"$pageview","properties":{"$current_url":"/"}}]}"""),
                Arguments.of("ga4", new Ga4Format(), "collect", Map.of(), as(), """
                        {"client_id":"v","user_id":"c","timestamp_micros":1772442000000000,"consent":{"ad_user_data":"DENIED"},"events":[
                        {"name":"purchase","timestamp_micros":"1772442000000000","params":{"transaction_id":"T","currency":"USD","value":3,"items":[{"item_id":"a","price":10.01,"discount":2.22,"quantity":3}]}},
                        {"name":"refund","params":{"transaction_id":"T","items":[{"item_id":"a","price":1,"quantity":1}]}}]}"""),
                Arguments.of(
                        "cloudevents",
                        new CloudEventsFormat(),
                        "cloudevents",
                        Map.of("Content-Type", "application/cloudevents+json"),
                        as(),
                        """
                        {"specversion":"1.0","id":"e","source":"/s","type":"com.example.add_to_cart.v1","subject":"c","time":"2026-03-02T09:00:00Z",
                        "data":{"event_id":"x","timestamp":"2026-03-02T09:00:00Z","items":[{"product_id":"p","price":2.5}],"context":{"channel":"web"}}}"""),
                Arguments.of("snowplow", new SnowplowFormat(), "tp2", Map.of(), snowplow(), """
                        {"ue":{"type":"transaction","terms":["a"]},"transaction":{"transaction_id":"T","revenue":2,"currency":"USD","discount_amount":1},
                        "product":{"id":"P","price":2,"list_price":3,"quantity":1},"user":{"id":"c"},"checkout_step":{"step":1},"dtm":"1772442000000","stm":"1772445600000"}"""),
                Arguments.of(
                        "shopify order",
                        new ShopifyFormat(NONE),
                        "acme",
                        Map.of("X-Shopify-Topic", "orders/create"),
                        as(),
                        """
                        {"id":4,"created_at":"2026-03-02T04:00:00-05:00","currency":"USD","customer":{"id":1,"created_at":"2026-01-01T00:00:00Z","default_address":{"city":"O"}},"shipping_address":{"city":"C"},
                        "payment_gateway_names":["visa"],"line_items":[{"product_id":7,"title":"I","price":"199.00","quantity":1,"discount_allocations":[{"amount":"5.00"}]}]}"""),
                Arguments.of(
                        "shopify refund",
                        new ShopifyFormat(NONE),
                        "acme",
                        Map.of("X-Shopify-Topic", "orders/updated"),
                        as(),
                        """
                        {"id":45,"currency":"USD","updated_at":"2026-03-02T09:00:10Z","customer":{"id":7},"refunds":[{"id":1,"created_at":"2026-03-02T09:00:00Z",
                        "refund_line_items":[{"quantity":1,"subtotal":"9.00","line_item":{"product_id":3,"title":"Tee","price":"10.00"}}],
                        "transactions":[{"kind":"refund","status":"success","amount":"10.80","currency":"USD"}]}]}"""),
                Arguments.of(
                        "shopify product",
                        new ShopifyFormat(NONE),
                        "acme",
                        Map.of("X-Shopify-Topic", "products/update"),
                        as(),
                        """
                        {"id":3,"title":"Tee","updated_at":"2026-03-02T09:00:00Z","variants":[{"price":"10.00","inventory_quantity":4}],"image":{"src":"x"}}"""),
                Arguments.of(
                        "woocommerce order",
                        new WooCommerceFormat(NONE),
                        "acme",
                        Map.of("X-WC-Webhook-Topic", "order.updated"),
                        as(),
                        """
                        {"id":727,"status":"processing","currency":"USD","date_created_gmt":"2026-03-02T09:00:00","date_modified_gmt":"2026-03-02T09:30:00","customer_id":26,"billing":{"city":"S"},
                        "line_items":[{"name":"W","product_id":93,"quantity":2,"subtotal":"6.00","total":"5.40"}],"refunds":[{"id":726,"total":"-2.70"}]}"""),
                Arguments.of(
                        "woocommerce product",
                        new WooCommerceFormat(NONE),
                        "acme",
                        Map.of("X-WC-Webhook-Topic", "product.updated"),
                        as(),
                        """
                        {"id":3,"name":"Tee","date_modified_gmt":"2026-03-02T09:00:00","price":"3","stock_quantity":4,"categories":[{"name":"x"}],"images":[{"src":"x"}]}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldTakeOrRefuseAnEventWhateverStandsInAField(
            String name,
            WireFormat format,
            String last,
            Map<String, String> headers,
            UnaryOperator<String> body,
            String sent)
            throws Exception {
        Recorded recorded = new Recorded(format);
        JsonNode right = Json.MAPPER.readTree(sent);
        List<String> places = new ArrayList<>();
        collect(right, "", places);
        for (String place : places) {
            for (String value : VALUES) {
                String hostile = body.apply(with(right, place, value));
                assertThatCode(() -> read(recorded, hostile, last, headers))
                        .as("%s: %s at %s", name, value, place)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void read(Recorded recorded, String body, String last, Map<String, String> headers) {
        try {
            recorded.read(body.getBytes(StandardCharsets.UTF_8), last, headers);
        } catch (BodyException refused) {
            // answered by 400 or 413
        }
    }

    private static void collect(JsonNode node, String place, List<String> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        node.properties().forEach(field -> collect(field.getValue(), place + "/" + field.getKey(), places));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), place + "/" + i, places);
            }
        }
    }

    private static String with(JsonNode right, String place, String value) throws JsonProcessingException {
        JsonNode whole = right.deepCopy();
        int slash = place.lastIndexOf('/');
        JsonNode parent = whole.at(place.substring(0, slash));
        String name = place.substring(slash + 1);
        JsonNode hostile = Json.MAPPER.readTree(value);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), hostile);
        } else {
            ((ObjectNode) parent).set(name, hostile);
        }
        return whole.toString();
    }

    private static UnaryOperator<String> as() {
        return UnaryOperator.identity();
    }

    /** Snowplow's events and entities stand in texts. */
    private static UnaryOperator<String> snowplow() {
        return parts -> {
            try {
                JsonNode each = Json.MAPPER.readTree(parts);
                ObjectNode event = Json.MAPPER.createObjectNode();
                event.put("schema", ECOMMERCE + "snowplow_ecommerce_action/jsonschema/1-0-2");
                event.set("data", each.get("ue"));
                ArrayNode entities = Json.MAPPER.createArrayNode();
                for (String name : List.of("transaction", "product", "user", "checkout_step")) {
                    entities.addObject()
                            .put("schema", ECOMMERCE + name + "/jsonschema/1-0-0")
                            .set("data", each.get(name));
                }
                ObjectNode sent = Json.MAPPER.createObjectNode().put("e", "ue").put("eid", "e");
                sent.set("dtm", each.get("dtm"));
                sent.set("stm", each.get("stm"));
                sent.put(
                        "ue_pr",
                        Json.MAPPER.createObjectNode().set("data", event).toString());
                sent.put(
                        "co",
                        Json.MAPPER.createObjectNode().set("data", entities).toString());
                ObjectNode body = Json.MAPPER.createObjectNode();
                body.putArray("data").add(sent);
                return body.toString();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
