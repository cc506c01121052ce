package io.tillstream.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.ingest.events.BodyException;
import io.tillstream.ingest.wire.segment.SegmentFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentFormatTest {

    private final Recorded segment = new Recorded(new SegmentFormat());

    @Test
    void shouldReadAnOrderAsTheSpecificationHasIt() throws Exception {
        // https://segment.com/docs/connections/spec/ecommerce/v2/#order-completed, as analytics-node batches it
        String body = """
                {"batch":[{"type":"track","event":"Order Completed","messageId":"node-next-1-a","userId":"c-1","anonymousId":"v-1",
                "timestamp":"2026-03-02T09:59:58.000Z","integrations":{},"_metadata":{"nodeVersion":"20.20.2","jsRuntime":"node"},
                "context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"},"campaign":{"source":"newsletter","medium":"email","name":"spring"},
                "userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148"},
                "properties":{"checkout_id":"fksdjfsdjfisjf9sdfjsd9f","order_id":"50314b8e9bcf000000000000","affiliation":"Google Store",
                "total":27.5,"subtotal":22.5,"revenue":25,"shipping":3,"tax":2,"discount":2.5,"coupon":"hasbros","currency":"usd",
                "products":[{"product_id":"507f1f77bcf86cd799439011","sku":"45790-32","name":"Monopoly: 3rd Edition","price":"19","quantity":1,
                "category":"Games","url":"https://www.example.com/product/path","image_url":"https:///www.example.com/product/path.jpg"},
                {"product_id":"505bd76785ebb509fc183733","sku":"46493-32","name":"Uno Card Game","price":3,"quantity":2,"category":"Games"}]}}],
                "sentAt":"2026-03-02T10:00:00.000Z"}""";

        assertThat(segment.read(body))
                .containsExactly(
                        "{\"event_id\":\"node-next-1-a\",\"action\":\"purchase\",\"customer_id\":\"c-1\",\"anonymous_id\":\"v-1\","
                                + "\"timestamp\":\"2026-03-02T09:59:58Z\",\"order_id\":\"50314b8e9bcf000000000000\",\"currency\":\"USD\",\"value\":22.5,\"items\":["
                                + "{\"product_id\":\"507f1f77bcf86cd799439011\",\"title\":\"Monopoly: 3rd Edition\",\"category\":\"Games\",\"price\":19,\"quantity\":1,"
                                + "\"discount\":1.9,\"image\":\"https:///www.example.com/product/path.jpg\"},"
                                + "{\"product_id\":\"505bd76785ebb509fc183733\",\"title\":\"Uno Card Game\",\"category\":\"Games\",\"price\":3,\"quantity\":2,\"discount\":0.6}],"
                                + "\"context\":{\"device\":\"mobile\",\"campaign\":{\"source\":\"newsletter\",\"medium\":\"email\",\"name\":\"spring\"}},"
                                + "\"properties\":{\"checkout_id\":\"fksdjfsdjfisjf9sdfjsd9f\",\"affiliation\":\"Google Store\",\"total\":27.5,\"subtotal\":22.5,"
                                + "\"revenue\":25,\"shipping\":3,\"tax\":2,\"discount\":2.5,\"coupon\":\"hasbros\","
                                + "\"item_properties\":[{\"sku\":\"45790-32\",\"url\":\"https://www.example.com/product/path\"},{\"sku\":\"46493-32\"}]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Product Viewed, view_item", "Viewed Product, view_item", "Product Added, add_to_cart",
                "added_product, add_to_cart",
        "Removed Product, remove_from_cart", "Checkout Started, begin_checkout", "Order Completed, purchase",
                "Completed Order, purchase",
        "Order Refunded, refund", "Products Searched, search", "Viewed Product Category, page_view",
                "purchase, purchase"
    })
    void shouldKnowNamesOfBothVersions(String name, String action) throws Exception {
        String body = "{\"batch\":[{\"type\":\"track\",\"messageId\":\"m\",\"userId\":7,\"event\":\"" + name
                + "\",\"properties\":{\"order_id\":\"o\",\"product_id\":\"p\",\"price\":2,\"products\":[{\"product_id\":\"p\",\"price\":2}]}}]}";

        assertThat(segment.read(body))
                .singleElement()
                .asString()
                .contains("\"action\":\"" + action + "\"", "\"customer_id\":\"7\"");
    }

    @Test
    void shouldTakeTheOneProductThatAnEventIs() throws Exception {
        String body =
                "{\"type\":\"track\",\"event\":\"Product Added\",\"messageId\":\"m-1\",\"anonymousId\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                        + "\"properties\":{\"cart_id\":\"k\",\"product_id\":\"p-1\",\"name\":\"Uno\",\"brand\":\"Mattel\",\"price\":18.99,\"quantity\":\"2\",\"coupon\":\"MAY\"}}";

        assertThat(segment.read(body, "track", Map.of()))
                .containsExactly(
                        "{\"event_id\":\"m-1\",\"action\":\"add_to_cart\",\"anonymous_id\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"cart_id\":\"k\","
                                + "\"value\":37.98,\"items\":[{\"product_id\":\"p-1\",\"title\":\"Uno\",\"brand\":\"Mattel\",\"price\":18.99,\"quantity\":2}],"
                                + "\"properties\":{\"coupon\":\"MAY\"}}");
    }

    @Test
    void shouldIdentifyWithTheDetailsThatAreAnalysed() throws Exception {
        String body =
                "{\"batch\":[{\"type\":\"identify\",\"messageId\":\"m-2\",\"userId\":\"c-1\",\"anonymousId\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                        + "\"traits\":{\"firstName\":\"Ada\",\"lastName\":\"Example\",\"email\":\"ada@example.com\",\"age\":\"36\",\"gender\":\"female\",\"birthday\":\"1990-01-01\","
                        + "\"address\":{\"street\":\"1 Main St\",\"city\":\"Chicago\",\"country\":\"US\"},\"createdAt\":1709287200,\"plan\":\"gold\"}}]}";

        assertThat(segment.read(body))
                .singleElement()
                .asString()
                .contains(
                        "\"action\":\"identify\"",
                        "\"customer_id\":\"c-1\"",
                        "\"anonymous_id\":\"v-1\"",
                        "Ada Example",
                        "ada@example.com")
                .contains(
                        "\"age_group\":\"36-45\"",
                        "\"location\":\"Chicago\"",
                        "\"country\":\"US\"",
                        "\"registered_at\":\"2024-03-01T10:00:00Z\"",
                        "\"plan\":\"gold\"")
                .doesNotContain("1990", "Main St");
    }

    @Test
    void shouldJoinTheIdsOfAnAlias() throws Exception {
        assertThat(
                        segment.read(
                                "{\"batch\":[{\"type\":\"alias\",\"messageId\":\"m\",\"userId\":\"c-1\",\"previousId\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\"}]}"))
                .containsExactly(
                        "{\"event_id\":\"m\",\"action\":\"identify\",\"customer_id\":\"c-1\",\"anonymous_id\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\"}");
    }

    @Test
    void shouldReadAPage() throws Exception {
        assertThat(
                        segment.read(
                                "{\"batch\":[{\"type\":\"page\",\"messageId\":\"m\",\"anonymousId\":\"v-1\",\"name\":\"Shirts\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                        + "\"properties\":{\"path\":\"/shirts\"},\"context\":{\"page\":{\"url\":\"https://shop.example/shirts\"}}}]}"))
                .containsExactly(
                        "{\"event_id\":\"m\",\"action\":\"page_view\",\"anonymous_id\":\"v-1\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"properties\":{\"url\":\"https://shop.example/shirts\",\"title\":\"Shirts\",\"path\":\"/shirts\"}}");
    }

    @Test
    void shouldCorrectAClockThatIsWrong() throws Exception {
        // the sender's clock is an hour slow: what happened a minute before it was sent happened at 09:59
        String body =
                "{\"batch\":[{\"type\":\"page\",\"messageId\":\"m\",\"anonymousId\":\"v\",\"timestamp\":\"2026-03-02T08:59:00Z\"}],\"sentAt\":\"2026-03-02T09:00:00Z\"}";

        assertThat(segment.read(body)).singleElement().asString().contains("\"timestamp\":\"2026-03-02T09:59:00Z\"");
    }

    @Test
    void shouldMovePersonalDetailsToWhereTheyBelong() throws Exception {
        String body =
                "{\"batch\":[{\"type\":\"track\",\"event\":\"Products Searched\",\"messageId\":\"m\",\"userId\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                        + "\"properties\":{\"query\":\"shirt\",\"Email\":\"ada@example.com\"}}]}";

        assertThat(segment.read(body))
                .containsExactly(
                        "{\"event_id\":\"m\",\"action\":\"search\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"properties\":{\"query\":\"shirt\"}}",
                        "{\"event_id\":\"m:details\",\"action\":\"customer_updated\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"properties\":{\"email\":\"ada@example.com\"}}");
    }

    @Test
    void shouldSayWhatItDoesNotKnow() throws Exception {
        assertThat(
                        segment.read(
                                "{\"batch\":[{\"type\":\"track\",\"event\":\"Video Played\",\"userId\":\"c\"},{\"type\":\"fly\"},{\"type\":\"group\",\"groupId\":\"g\"},"
                                        + "{\"type\":\"track\",\"event\":\"Coupon Applied\",\"userId\":\"c\"},{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"c\"},7]}"))
                .containsExactly(
                        "event: is a name that no vocabulary has; see docs/wire-formats.md",
                        "type: must be track, identify, page, screen, alias or group",
                        "ignored: groups of customers are not analysed",
                        "ignored: a part of the checkout, which has begun",
                        "items: must hold at least one product, or send product_title and product_price instead",
                        "no object");
    }

    @Test
    void shouldRefuseABodyThatIsNone() {
        assertThatThrownBy(() -> segment.read("{\"batch\":[{]}")).isInstanceOf(BodyException.class);
        assertThatThrownBy(() -> segment.read("{\"batch\":7}")).isInstanceOf(BodyException.class);
        assertThatThrownBy(() -> segment.read("7")).isInstanceOf(BodyException.class);
        assertThatThrownBy(() -> segment.read("")).isInstanceOf(BodyException.class);
        assertThatThrownBy(() -> segment.read("{\"batch\":[{}]} x")).isInstanceOf(BodyException.class);
    }
}
