package io.tillstream.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.keys.SigningSecrets;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.privacy.PrivacyDoors;
import io.tillstream.ingest.privacy.PrivacyPolicy;
import io.tillstream.ingest.wire.webhook.ShopifyFormat;
import io.tillstream.ingest.wire.webhook.WooCommerceFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhooksTest {

    private static final SigningSecrets NONE = new SigningSecrets(null, Clock.systemUTC());

    private final Recorded shopify = new Recorded(new ShopifyFormat(NONE));
    private final Recorded woocommerce = new Recorded(new WooCommerceFormat(NONE));

    @Test
    void shouldReadAShopifyOrder() throws Exception {
        // the fields of https://shopify.dev/docs/api/admin-rest/latest/resources/order
        String order = """
                {"id":820982911946154508,"created_at":"2026-03-02T04:00:00-05:00","currency":"USD","test":false,"source_name":"web","email":"jon@example.com",
                "customer":{"id":115310627314723954,"email":"john@example.com","first_name":"John","default_address":{"city":"Ottawa","country_code":"CA"}},
                "shipping_address":{"city":"Chicago","country_code":"US","address1":"123 Shipping Street"},"payment_gateway_names":["visa","bogus"],"total_price":"388.00",
                "line_items":[{"id":866550311766439020,"product_id":788032119674292922,"title":"IPod Nano - 8GB","vendor":"Apple","price":"199.00","quantity":1,"sku":"IPOD2008PINK",
                "discount_allocations":[{"amount":"5.00","discount_application_index":0},{"amount":"1.50"}]},
                {"product_id":null,"variant_id":null,"title":"Tip","price":"2.00","quantity":1}]}""";

        assertThat(shopify.read(order, "acme", Map.of("X-Shopify-Topic", "orders/create")))
                .containsExactly(
                        "{\"event_id\":\"shopify:order:820982911946154508\",\"action\":\"purchase\",\"customer_id\":\"115310627314723954\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"order_id\":\"820982911946154508\",\"currency\":\"USD\",\"value\":194.5,\"items\":[{\"product_id\":\"788032119674292922\",\"title\":\"IPod Nano - 8GB\",\"brand\":\"Apple\",\"price\":199,\"quantity\":1,\"discount\":6.5},"
                                + "{\"product_id\":\"Tip\",\"title\":\"Tip\",\"price\":2,\"quantity\":1}],\"context\":{\"channel\":\"web\",\"country\":\"US\",\"location\":\"Chicago\"},"
                                + "\"properties\":{\"total_price\":\"388.00\",\"payment_method\":\"visa\",\"item_properties\":[{\"sku\":\"IPOD2008PINK\"},{}]}}",
                        "{\"event_id\":\"shopify:order:820982911946154508:set\",\"action\":\"customer_updated\",\"customer_id\":\"115310627314723954\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"properties\":{\"name\":\"John\",\"email\":\"john@example.com\",\"location\":\"Ottawa\",\"country\":\"CA\"}}");
    }

    @Test
    void shouldTakeARefundOfTheOrderThatHoldsIt() throws Exception {
        String order = """
                {"id":45,"currency":"USD","updated_at":"2026-03-02T09:00:10Z","customer":{"id":7},"refunds":[
                {"id":1,"created_at":"2026-03-02T09:00:00Z","refund_line_items":[{"quantity":1,"subtotal":"9.00","line_item":{"product_id":3,"title":"Tee","price":"10.00","quantity":2}}],
                "transactions":[{"kind":"refund","status":"success","amount":"10.80"},{"kind":"refund","status":"failure","amount":"10.80"}]},
                {"id":2,"created_at":"2026-02-01T09:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"1.00"}]}]}""";

        assertThat(shopify.read(order, "acme", Map.of("X-Shopify-Topic", "orders/updated")))
                .containsExactly(
                        "{\"event_id\":\"shopify:refund:1\",\"action\":\"refund\",\"customer_id\":\"7\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"order_id\":\"45\",\"currency\":\"USD\",\"value\":10.8,"
                                + "\"items\":[{\"product_id\":\"3\",\"title\":\"Tee\",\"price\":10,\"quantity\":1,\"discount\":1}]}");
        assertThat(shopify.read(
                        order.replaceAll("\"created_at\":\"2026-03-02", "\"created_at\":\"2026-02-02"),
                        "acme",
                        Map.of("X-Shopify-Topic", "orders/updated")))
                .singleElement()
                .asString()
                .startsWith("ignored: ");
    }

    @Test
    void shouldNotTakeARefundInTheBuyersCurrencyForOneInTheShops() throws Exception {
        // a buyer in Canada: the order is in the shop's currency, the money went back in the buyer's
        String order = """
                {"id":45,"currency":"USD","presentment_currency":"CAD","updated_at":"2026-03-02T09:00:10Z","customer":{"id":7},"refunds":[
                {"id":1,"created_at":"2026-03-02T09:00:00Z","refund_line_items":[{"quantity":1,"subtotal":"9.00","line_item":{"product_id":3,"price":"10.00"}}],
                "transactions":[{"kind":"refund","status":"success","amount":"12.60","currency":"CAD"}]}]}""";

        assertThat(shopify.read(order, "acme", Map.of("X-Shopify-Topic", "orders/updated")))
                .singleElement()
                .asString()
                .startsWith("currency: must be USD");
        assertThat(shopify.read(
                        order.replace("\"currency\":\"CAD\"}]", "\"currency\":\"USD\"}]"),
                        "acme",
                        Map.of("X-Shopify-Topic", "orders/updated")))
                .singleElement()
                .asString()
                .contains("\"value\":12.6,", "\"product_id\":\"3\"");
    }

    @Test
    void shouldRefuseAnOrderWithoutLinesAndSayWhatIsWrongWithAnEmptyOne() throws Exception {
        assertThat(shopify.read(
                        "{\"id\":1,\"created_at\":\"2026-03-02T09:00:00Z\",\"customer\":{\"id\":7},\"line_items\":[]}",
                        "acme",
                        Map.of("X-Shopify-Topic", "orders/create")))
                .singleElement()
                .asString()
                .startsWith("items: must hold at least one product");
        assertThat(shopify.read("{}", "acme", Map.of("X-Shopify-Topic", "orders/create")))
                .singleElement()
                .asString()
                .startsWith("customer_id: must be given");
    }

    @ParameterizedTest
    @CsvSource({
        // thirds cannot be written; the rest of rounding is the discount
        "3, 10.00, 10.00, 10", "3, 20.00, 17.00, 17", "7, 1.00, 0.50, 0.5",
        // a line that is dearer than its list price, or says one of both only
        "2, 6.00, 6.60, 6.6", "2, 6.00, , 6", "2, , 6.00, 6"
    })
    void shouldCountALineOfWooCommerceForExactlyItsTotal(int quantity, String subtotal, String total, String value)
            throws Exception {
        String order =
                "{\"id\":7,\"status\":\"completed\",\"date_created_gmt\":\"2026-03-02T09:00:00\",\"customer_id\":2,"
                        + "\"line_items\":[{\"product_id\":93,\"quantity\":" + quantity
                        + (subtotal == null ? "" : ",\"subtotal\":\"" + subtotal + "\"")
                        + (total == null ? "" : ",\"total\":\"" + total + "\"") + "}]}";

        assertThat(woocommerce.read(order, "acme", Map.of("X-WC-Webhook-Topic", "order.updated")))
                .first()
                .asString()
                .contains("\"value\":" + value + ",");
    }

    @Test
    void shouldReadShopifyCustomersAndProducts() throws Exception {
        assertThat(shopify.read(
                        "{\"id\":7,\"updated_at\":\"2026-03-02T09:00:00Z\",\"created_at\":\"2025-01-01T00:00:00Z\",\"first_name\":\"Ada\",\"last_name\":\"Example\"}",
                        "acme",
                        Map.of("X-Shopify-Topic", "customers/update")))
                .containsExactly(
                        "{\"event_id\":\"shopify:customer:7:2026-03-02T09:00:00Z\",\"action\":\"customer_updated\",\"customer_id\":\"7\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"properties\":{\"name\":\"Ada Example\",\"registered_at\":\"2025-01-01T00:00:00Z\"}}");
        assertThat(shopify.read(
                        "{\"id\":3,\"title\":\"Tee\",\"vendor\":\"Acme\",\"product_type\":\"Shirts\",\"updated_at\":\"2026-03-02T09:00:00Z\",\"variants\":[{\"price\":\"10.00\",\"inventory_quantity\":4},{\"price\":\"11.00\",\"inventory_quantity\":-1}]}",
                        "acme",
                        Map.of("X-Shopify-Topic", "products/update")))
                .singleElement()
                .asString()
                .contains(
                        "\"action\":\"product_updated\"",
                        "\"category\":\"Shirts\"",
                        "\"brand\":\"Acme\"",
                        "\"price\":10",
                        "\"stock_on_hand\":4");
    }

    @Test
    void shouldIgnoreByRuleAndNameWhatIsUnknown() throws Exception {
        assertThat(shopify.read("{\"id\":1,\"test\":true}", "acme", Map.of("X-Shopify-Topic", "orders/create")))
                .containsExactly("ignored: an order that is a test");
        assertThat(shopify.read("{\"id\":1}", "acme", Map.of("X-Shopify-Topic", "refunds/create")))
                .singleElement()
                .asString()
                .startsWith("ignored: ");
        assertThat(shopify.read("{\"id\":1}", "acme", Map.of("X-Shopify-Topic", "fulfillments/create")))
                .singleElement()
                .asString()
                .startsWith("X-Shopify-Topic: ");
        assertThat(shopify.read("{\"id\":1}", "acme", Map.of()))
                .singleElement()
                .asString()
                .startsWith("X-Shopify-Topic: ");
    }

    @Test
    void shouldReadAWooCommerceOrderWithItsRefund() throws Exception {
        // the fields of https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
        String order = """
                {"id":727,"status":"processing","currency":"USD","date_created_gmt":"2026-03-02T09:00:00","date_modified_gmt":"2026-03-02T09:30:00","customer_id":26,"total":"29.35","payment_method":"bacs",
                "billing":{"first_name":"John","email":"john.doe@example.com","city":"San Francisco","country":"US"},
                "line_items":[{"id":315,"name":"Woo Single #1","product_id":93,"variation_id":0,"quantity":2,"subtotal":"6.00","total":"5.40","sku":""}],
                "refunds":[{"id":726,"reason":"","total":"-2.70"}]}""";

        assertThat(woocommerce.read(order, "acme", Map.of("X-WC-Webhook-Topic", "order.updated")))
                .containsExactly(
                        "{\"event_id\":\"woocommerce:order:727\",\"action\":\"purchase\",\"customer_id\":\"26\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"order_id\":\"727\",\"currency\":\"USD\",\"value\":5.4,"
                                + "\"items\":[{\"product_id\":\"93\",\"title\":\"Woo Single #1\",\"price\":3,\"quantity\":2,\"discount\":0.6}],\"context\":{\"channel\":\"web\",\"country\":\"US\",\"location\":\"San Francisco\"},"
                                + "\"properties\":{\"payment_method\":\"bacs\",\"total\":\"29.35\",\"item_properties\":[{\"variation_id\":0,\"sku\":\"\"}]}}",
                        "{\"event_id\":\"woocommerce:order:727:set\",\"action\":\"customer_updated\",\"customer_id\":\"26\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"properties\":{\"name\":\"John\",\"email\":\"john.doe@example.com\",\"location\":\"San Francisco\",\"country\":\"US\"}}",
                        "{\"event_id\":\"woocommerce:refund:726\",\"action\":\"refund\",\"customer_id\":\"26\",\"timestamp\":\"2026-03-02T09:30:00Z\",\"order_id\":\"727\",\"currency\":\"USD\",\"value\":2.7}");
        assertThat(woocommerce.read(
                        order.replace("processing", "pending"), "acme", Map.of("X-WC-Webhook-Topic", "order.created")))
                .containsExactly("ignored: an order that is not paid for");
        assertThat(woocommerce.read("webhook_id=12", "acme", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PrivacyPolicy.PersonalFields.class)
    void shouldLetNothingPersonalOfAnOrderIntoBehaviour(PrivacyPolicy.PersonalFields policy) throws Exception {
        PrivacyDoor door = PrivacyDoors.with(new EventReader("USD"), policy);
        String shopifyOrder = """
                {"id":45,"created_at":"2026-03-02T09:00:00Z","currency":"USD","email":"ada@example.com","contact_email":"ada@example.com","phone":"+15551234567","browser_ip":"203.0.113.77",
                "note":"Please ring Ada Lovelace","note_attributes":[{"name":"gift","value":"for ada@example.com"}],"client_details":{"browser_ip":"203.0.113.77"},
                "customer":{"id":7,"email":"ada@example.com","first_name":"Ada","last_name":"Lovelace","phone":"+15551234567","default_address":{"address1":"12 Secret Lane","zip":"K2P0V6","city":"Ottawa","country_code":"CA"}},
                "billing_address":{"name":"Ada Lovelace","address1":"12 Secret Lane","zip":"K2P0V6"},"shipping_address":{"name":"Ada Lovelace","phone":"+15551234567","address1":"12 Secret Lane","zip":"K2P0V6","city":"Ottawa","country_code":"CA"},
                "line_items":[{"product_id":3,"title":"Mug","price":"10.00","quantity":1,"properties":[{"name":"engraving","value":"Ada Lovelace"}]}]}""";
        String wooOrder = """
                {"id":46,"status":"processing","currency":"USD","date_created_gmt":"2026-03-02T09:00:00","customer_id":26,"total":"10.00","customer_ip_address":"203.0.113.77","customer_note":"Please ring Ada Lovelace",
                "billing":{"first_name":"Ada","last_name":"Lovelace","email":"ada@example.com","phone":"+15551234567","address_1":"12 Secret Lane","postcode":"K2P0V6","city":"Ottawa","country":"CA"},
                "shipping":{"first_name":"Ada","last_name":"Lovelace","address_1":"12 Secret Lane","postcode":"K2P0V6"},
                "line_items":[{"name":"Mug","product_id":93,"quantity":1,"subtotal":"10.00","total":"10.00","meta_data":[{"key":"engraving","value":"Ada Lovelace"}]}]}""";

        for (Map<String, List<String>> topics : List.of(
                new Recorded(new ShopifyFormat(NONE), door)
                        .topics(shopifyOrder, Map.of("X-Shopify-Topic", "orders/create")),
                new Recorded(new WooCommerceFormat(NONE), door)
                        .topics(wooOrder, Map.of("X-WC-Webhook-Topic", "order.updated")))) {
            List<String> events = topics.getOrDefault(TopicCatalogue.EVENTS.name(), List.of());
            assertThat(events).isNotEmpty().allSatisfy(event -> assertThat(event)
                    .doesNotContain(
                            "Ada", "Lovelace", "ada@", "555123", "203.0.113.77", "Secret Lane", "K2P0V6", "Please"));
            assertThat(topics.get(TopicCatalogue.CUSTOMERS.name()))
                    .singleElement()
                    .asString()
                    .contains("Ada Lovelace", "ada@example.com", "+15551234567")
                    .doesNotContain("203.0.113", "Secret Lane", "K2P0V6");
            assertThat(topics).doesNotContainKey("refused");
        }
    }

    @Test
    void shouldKnowASignatureOfTheBytesAsTheyWereSent(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("secrets"), List.of("acme=hush-hush", "other=something-else"));
        SigningSecrets secrets = new SigningSecrets(file, Clock.offset(Clock.systemUTC(), Duration.ZERO));
        byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
        // printf '{"id":1}' | openssl dgst -sha256 -hmac hush-hush -binary | base64
        String signature = "xP02f1wlCxM/KJVfZiF3TMBIcVH2R36hhxiEfN2oo00=";

        assertThat(secrets.isSigned("acme", body, signature)).isTrue();
        assertThat(secrets.isSigned("other", body, signature)).isFalse();
        assertThat(secrets.isSigned("nobody", body, signature)).isFalse();
        assertThat(secrets.isSigned("acme", body, signature.toLowerCase(Locale.ROOT)))
                .isFalse();
        assertThat(secrets.isSigned("acme", "{\"id\":1 }".getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        assertThat(secrets.isSigned("acme", body, null)).isFalse();
        assertThat(secrets.isSigned("acme", body, "no base64!")).isFalse();
        assertThat(secrets.knows("acme")).isTrue();
        assertThat(secrets.knows("nobody")).isFalse();
    }
}
