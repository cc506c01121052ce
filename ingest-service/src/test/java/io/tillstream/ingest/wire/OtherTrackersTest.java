package io.tillstream.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.cloudevents.CloudEventsFormat;
import io.tillstream.ingest.wire.ga4.Ga4Format;
import io.tillstream.ingest.wire.jitsu.JitsuFormat;
import io.tillstream.ingest.wire.posthog.PosthogFormat;
import io.tillstream.ingest.wire.snowplow.SnowplowFormat;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherTrackersTest {

    private static final String ECOMMERCE = "iglu:com.snowplowanalytics.snowplow.ecommerce/";

    private final Recorded posthog = new Recorded(new PosthogFormat());
    private final Recorded ga4 = new Recorded(new Ga4Format());
    private final Recorded snowplow = new Recorded(new SnowplowFormat());
    private final Recorded cloudEvents = new Recorded(new CloudEventsFormat());

    @Test
    void shouldReadWhatPosthogSends() throws Exception {
        String body = """
                {"api_key":"k","batch":[
                {"distinct_id":"c-1","event":"Order Completed","uuid":"u-1","timestamp":"2026-03-02T09:00:00.000Z","type":"capture","library":"posthog-node",
                "properties":{"order_id":"o-1","products":[{"product_id":"p","price":5}],"$lib":"posthog-node","$geoip_disable":true,"$session_id":"s-1","$set":{"email":"ada@example.com"}}},
                {"distinct_id":"018f-v","event":"$pageview","uuid":"u-2","timestamp":"2026-03-02T09:00:01.000Z",
                "properties":{"$current_url":"https://shop.example/","$device_id":"018f-v","$device_type":"Mobile","$lib":"web","utm_source":"ads","utm_medium":"cpc"}},
                {"distinct_id":"c-1","event":"$identify","uuid":"u-3","timestamp":"2026-03-02T09:00:02.000Z","properties":{"$anon_distinct_id":"018f-v","$set":{"name":"Ada"}}},
                {"distinct_id":"c-1","event":"$create_alias","uuid":"u-4","timestamp":"2026-03-02T09:00:03.000Z","properties":{"distinct_id":"c-1","alias":"018f-w"}},
                {"distinct_id":"c-1","event":"$feature_flag_called","uuid":"u-5","timestamp":"2026-03-02T09:00:04.000Z","properties":{}}],
                "sent_at":"2026-03-02T10:00:00.000Z"}""";

        assertThat(posthog.read(body))
                .containsExactly(
                        "{\"event_id\":\"u-1\",\"action\":\"purchase\",\"customer_id\":\"c-1\",\"session_id\":\"s-1\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"order_id\":\"o-1\",\"value\":5,"
                                + "\"items\":[{\"product_id\":\"p\",\"price\":5,\"quantity\":1}]}",
                        "{\"event_id\":\"u-1:set\",\"action\":\"customer_updated\",\"customer_id\":\"c-1\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"properties\":{\"email\":\"ada@example.com\"}}",
                        "{\"event_id\":\"u-2\",\"action\":\"page_view\",\"anonymous_id\":\"018f-v\",\"timestamp\":\"2026-03-02T09:00:01Z\","
                                + "\"context\":{\"channel\":\"web\",\"device\":\"mobile\",\"campaign\":{\"source\":\"ads\",\"medium\":\"cpc\"}},\"properties\":{\"url\":\"https://shop.example/\"}}",
                        "{\"event_id\":\"u-3\",\"action\":\"identify\",\"customer_id\":\"c-1\",\"anonymous_id\":\"018f-v\",\"timestamp\":\"2026-03-02T09:00:02Z\",\"properties\":{\"name\":\"Ada\"}}",
                        "{\"event_id\":\"u-4\",\"action\":\"identify\",\"customer_id\":\"c-1\",\"anonymous_id\":\"018f-w\",\"timestamp\":\"2026-03-02T09:00:03Z\"}",
                        "ignored: events of PostHog's own that are not named in the table");
    }

    @Test
    void shouldReadWhatJitsuSends() throws Exception {
        String body =
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"c-1\",\"anonymousId\":\"v-1\",\"messageId\":\"m-1\",\"writeKey\":\"id:***\","
                        + "\"timestamp\":\"2026-03-02T09:00:00.000Z\",\"sentAt\":\"2026-03-02T09:00:00.000Z\",\"properties\":{\"product_id\":\"p-1\",\"price\":3},\"context\":{\"campaign\":{}}}";

        // the clock is an hour slow
        assertThat(new Recorded(new JitsuFormat()).read(body, "track", Map.of()))
                .containsExactly(
                        "{\"event_id\":\"m-1\",\"action\":\"view_item\",\"customer_id\":\"c-1\",\"anonymous_id\":\"v-1\",\"timestamp\":\"2026-03-02T10:00:00Z\",\"value\":3,"
                                + "\"items\":[{\"product_id\":\"p-1\",\"price\":3,\"quantity\":1}]}");
    }

    @Test
    void shouldReadAPurchaseAsGoogleHasIt() throws Exception {
        // https://developers.google.com/analytics/devguides/collection/ga4/reference/events#purchase: the price is that
        // after the discount of a unit
        String body =
                "{\"client_id\":\"GA1.2\",\"user_id\":\"c-1\",\"timestamp_micros\":1772442000000000,\"events\":[{\"name\":\"purchase\",\"params\":{"
                        + "\"currency\":\"USD\",\"value\":30.03,\"transaction_id\":\"T_12345\",\"coupon\":\"SUMMER_FUN\",\"shipping\":3.33,\"tax\":1.11,\"session_id\":\"12\","
                        + "\"items\":[{\"item_id\":\"SKU_12345\",\"item_name\":\"Stan and Friends Tee\",\"item_brand\":\"Google\",\"item_category\":\"Apparel\",\"price\":10.01,\"discount\":2.22,\"quantity\":3,\"index\":0}]}},"
                        + "{\"name\":\"user_engagement\"},{\"name\":\"level_up\",\"params\":{}}]}";

        assertThat(ga4.read(body))
                .containsExactly(
                        "{\"event_id\":\"ga4:purchase:T_12345\",\"action\":\"purchase\",\"customer_id\":\"c-1\",\"anonymous_id\":\"GA1.2\",\"session_id\":\"12\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"order_id\":\"T_12345\",\"currency\":\"USD\",\"value\":30.03,\"items\":[{\"product_id\":\"SKU_12345\",\"title\":\"Stan and Friends Tee\",\"category\":\"Apparel\","
                                + "\"brand\":\"Google\",\"price\":12.23,\"quantity\":3,\"discount\":6.66}],\"properties\":{\"value\":30.03,\"coupon\":\"SUMMER_FUN\",\"shipping\":3.33,\"tax\":1.11,\"item_properties\":[{\"index\":0}]}}",
                        "ignored: sessions and visits are counted from the events themselves",
                        "name: is a name that no vocabulary has; see docs/wire-formats.md");
    }

    @Test
    void shouldGiveTheSameMeasurementTheSameIdWhenItsTimeIsKnown() throws Exception {
        String timed =
                "{\"client_id\":\"v\",\"events\":[{\"name\":\"search\",\"timestamp_micros\":\"1772442000000000\",\"params\":{\"search_term\":\"shirt\"}}]}";
        String other = timed.replace("shirt", "shoes");

        assertThat(ga4.read(timed)).isEqualTo(ga4.read(timed)).isNotEqualTo(ga4.read(other));
        assertThat(ga4.read(timed))
                .singleElement()
                .asString()
                .contains("\"timestamp\":\"2026-03-02T09:00:00Z\"", "\"query\":\"shirt\"");
        String untimed = timed.replace("\"timestamp_micros\":\"1772442000000000\",", "");
        assertThat(ga4.read(untimed)).isNotEqualTo(ga4.read(untimed));
    }

    @Test
    void shouldReadSnowplowsTransactionWithItsEntities() throws Exception {
        String event =
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\",\"data\":{\"schema\":\""
                        + ECOMMERCE
                        + "snowplow_ecommerce_action/jsonschema/1-0-2\",\"data\":{\"type\":\"transaction\"}}}";
        String entities = "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":["
                + entity(
                        "transaction",
                        "\"transaction_id\":\"T1\",\"revenue\":230,\"currency\":\"USD\",\"payment_method\":\"card\",\"total_quantity\":3")
                + ","
                + entity(
                        "product",
                        "\"id\":\"P1\",\"name\":\"Baseball T\",\"category\":\"Mens/Apparel\",\"price\":200,\"list_price\":250,\"currency\":\"USD\",\"quantity\":1,\"size\":\"M\"")
                + ","
                + entity(
                        "product",
                        "\"id\":\"P2\",\"category\":\"Mens/Apparel\",\"price\":15,\"currency\":\"USD\",\"quantity\":2")
                + "," + entity("user", "\"id\":\"c-1\"") + "]}";
        String body =
                "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\",\"data\":[{\"e\":\"ue\",\"eid\":\"e-1\",\"aid\":\"k\",\"p\":\"web\",\"duid\":\"v-1\","
                        + "\"dtm\":\"1772442000000\",\"stm\":\"1772445600000\",\"ue_px\":\"" + base64(event)
                        + "\",\"cx\":\"" + base64(entities) + "\"}]}";

        assertThat(snowplow.read(body))
                .containsExactly(
                        "{\"event_id\":\"e-1\",\"action\":\"purchase\",\"customer_id\":\"c-1\",\"anonymous_id\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"order_id\":\"T1\","
                                + "\"currency\":\"USD\",\"value\":230,\"items\":[{\"product_id\":\"P1\",\"title\":\"Baseball T\",\"category\":\"Mens/Apparel\",\"price\":250,\"quantity\":1,\"discount\":50},"
                                + "{\"product_id\":\"P2\",\"category\":\"Mens/Apparel\",\"price\":15,\"quantity\":2}],\"context\":{\"channel\":\"web\"},"
                                + "\"properties\":{\"payment_method\":\"card\",\"revenue\":230,\"total_quantity\":3,\"item_properties\":[{\"currency\":\"USD\",\"size\":\"M\"},{\"currency\":\"USD\"}]}}");
    }

    @Test
    void shouldReadSnowplowsOlderEvents() throws Exception {
        String added =
                "{\"schema\":\"x\",\"data\":{\"schema\":\"iglu:com.snowplowanalytics.snowplow/add_to_cart/jsonschema/1-0-0\",\"data\":{\"sku\":\"P1\",\"unitPrice\":\"4.50\",\"quantity\":2}}}";
        String searched =
                "{\"schema\":\"x\",\"data\":{\"schema\":\"iglu:com.snowplowanalytics.snowplow/site_search/jsonschema/1-0-0\",\"data\":{\"terms\":[\"linen\",\"shirt\"]}}}";
        String unknown =
                "{\"schema\":\"x\",\"data\":{\"schema\":\"iglu:com.acme/flown/jsonschema/1-0-0\",\"data\":{}}}";
        String body = "{\"data\":[{\"e\":\"ue\",\"eid\":\"1\",\"uid\":\"c\",\"ttm\":\"1772442000000\",\"ue_pr\":"
                + text(added) + "},{\"e\":\"ue\",\"eid\":\"2\",\"uid\":\"c\",\"ttm\":\"1772442000000\",\"ue_pr\":"
                + text(searched)
                + "},{\"e\":\"pv\",\"eid\":\"3\",\"uid\":\"c\",\"ttm\":\"1772442000000\",\"url\":\"/a\",\"page\":\"A\"},{\"e\":\"pp\"},{\"e\":\"ue\",\"uid\":\"c\",\"ue_pr\":"
                + text(unknown)
                + "},{\"e\":\"tr\",\"tr_id\":\"1\"},{\"e\":\"ue\",\"ue_px\":\"!\"}]}";

        assertThat(snowplow.read(body))
                .containsExactly(
                        "{\"event_id\":\"1\",\"action\":\"add_to_cart\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"value\":9,\"items\":[{\"product_id\":\"P1\",\"price\":4.5,\"quantity\":2}]}",
                        "{\"event_id\":\"2\",\"action\":\"search\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"properties\":{\"query\":\"linen shirt\"}}",
                        "{\"event_id\":\"3\",\"action\":\"page_view\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"properties\":{\"url\":\"/a\",\"title\":\"A\"}}",
                        "ignored: sessions and visits are counted from the events themselves",
                        "ue.schema: is a name that no vocabulary has; see docs/wire-formats.md",
                        "e: is a transaction of the first kind; send the e-commerce action transaction",
                        "ue_px: is not JSON, or not in URL-safe Base64");
    }

    @Test
    void shouldReadCloudEventsInAllModes() throws Exception {
        String attributes =
                "\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/shop\",\"type\":\"com.example.add_to_cart.v1\",\"subject\":\"c-1\",\"time\":\"2026-03-02T09:00:00Z\"";
        String data = "{\"product_title\":\"Tee\",\"product_price\":2.5}";
        String expected =
                "{\"event_id\":\"e-1\",\"action\":\"add_to_cart\",\"customer_id\":\"c-1\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"value\":2.5,"
                        + "\"items\":[{\"product_id\":\"Tee\",\"title\":\"Tee\",\"price\":2.5,\"quantity\":1}]}";
        String structured = "{" + attributes + ",\"data\":" + data + "}";
        String encoded = "{" + attributes + ",\"data_base64\":\""
                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + "\"}";

        assertThat(cloudEvents.read(
                        structured,
                        "cloudevents",
                        Map.of("Content-Type", "application/cloudevents+json; charset=utf-8")))
                .containsExactly(expected);
        assertThat(cloudEvents.read(
                        "[" + structured + "," + encoded + "]",
                        "cloudevents",
                        Map.of("Content-Type", "application/cloudevents-batch+json")))
                .containsExactly(expected, expected);
        assertThat(cloudEvents.read(
                        data,
                        "cloudevents",
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "ce-id",
                                "e-1",
                                "ce-source",
                                "/shop",
                                "ce-specversion",
                                "1.0",
                                "ce-type",
                                "com.example.add_to_cart.v1",
                                "ce-subject",
                                "c-1",
                                "ce-time",
                                "2026-03-02T09:00:00Z")))
                .containsExactly(expected);
        assertThat(cloudEvents.read(
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/\"}",
                        "cloudevents",
                        Map.of("Content-Type", "application/cloudevents+json")))
                .isEqualTo(List.of("type: must be given"));
    }

    @Test
    void shouldReadTheAttributesOfCloudEventsHoweverTheyAreWritten() throws Exception {
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "ce-id", "e".repeat(200),
                "ce-source", "/shop",
                "ce-specversion", "1.0",
                "ce-type", "com.example/page-view",
                // as the HTTP binding writes what is no plain ASCII; a plus is a plus
                "ce-subject", "J%C3%B6rg+1%20%25",
                "ce-time", "2026-03-02T11:00:00+02:00");

        // printf 'e%.0s' $(seq 200) | sha256sum
        assertThat(cloudEvents.read("{}", "cloudevents", headers))
                .containsExactly(
                        "{\"event_id\":\"8afd3e3a697de1cc5a00cbe2af0ed27e5a1e173853865334685d068c57ef3d95\",\"action\":\"page_view\",\"customer_id\":\"Jörg+1 %\","
                                + "\"timestamp\":\"2026-03-02T09:00:00Z\"}");
        assertThat(cloudEvents.read(
                        "{}", "cloudevents", Map.of("Content-Type", "application/json", "ce-type", "page_view")))
                .containsExactly("id: must be given");
        assertThatThrownBy(() -> cloudEvents.read("{}", "cloudevents", Map.of("Content-Type", "application/json")))
                .isInstanceOf(BodyException.class)
                .hasMessageContaining("ce-id, ce-source, ce-type and ce-specversion");
        assertThatThrownBy(() ->
                        cloudEvents.read("[]", "cloudevents", Map.of("Content-Type", "application/cloudevents+json")))
                .isInstanceOf(BodyException.class);
    }

    private static String entity(String name, String fields) {
        return "{\"schema\":\"" + ECOMMERCE + name + "/jsonschema/1-0-0\",\"data\":{" + fields + "}}";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String json) {
        return "\"" + json.replace("\"", "\\\"") + "\"";
    }
}
