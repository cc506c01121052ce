package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    private static final Instant NOW = Instant.parse("2024-01-02T00:00:00Z");
    private static final String START =
            "{\"event_id\":\"e-1\",\"customer_id\":\"c-1\",\"timestamp\":\"2024-01-01T12:00:00Z\",";

    private final EventReader reader = new EventReader("USD");

    @Test
    void shouldReadTheCanonicalExampleOfTheContract() throws Exception {
        CommerceEvent event = read("""
                {"event_id":"uuid","action":"add_to_cart","customer_id":"123","anonymous_id":null,"session_id":"s-1",
                 "timestamp":"2024-01-01T12:00:00Z","order_id":null,"cart_id":"k-1","currency":"USD","value":29.99,
                 "items":[{"product_id":"p-9","title":"Tïtle 😀","category":"Books","brand":null,"price":29.99,
                   "quantity":1,"discount":0,"image":"https://shop.example/9.jpg"}],
                 "context":{"channel":"web","device":"mobile","country":"US","location":"Chicago",
                   "campaign":{"source":"news","medium":"email","name":"spring"}},
                 "properties":{}}
                """);

        assertThat(event)
                .isEqualTo(new CommerceEvent.AddToCart(
                        new Envelope(
                                "uuid",
                                "123",
                                null,
                                "s-1",
                                Instant.parse("2024-01-01T12:00:00Z"),
                                "USD",
                                new Context("web", "mobile", "US", "Chicago", new Campaign("news", "email", "spring")),
                                Map.of()),
                        "k-1",
                        List.of(new Item(
                                "p-9", "Tïtle 😀", "Books", null, 29_990_000, 1, 0, "https://shop.example/9.jpg"))));
    }

    @Test
    void shouldReadTheFlatExampleOfTheContract() throws Exception {
        CommerceEvent event = read("""
                {"event_id":"uuid","customer_id":"123","action":"add_to_cart","product_title":"Product Name","product_price":29.99,
                 "product_image":"image_url","description":"Added Product Name to cart","timestamp":"2024-01-01T12:00:00Z"}
                """);

        assertThat(event)
                .isEqualTo(new CommerceEvent.AddToCart(
                        new Envelope(
                                "uuid",
                                "123",
                                null,
                                null,
                                Instant.parse("2024-01-01T12:00:00Z"),
                                null,
                                Context.UNKNOWN,
                                Map.of("description", "Added Product Name to cart")),
                        null,
                        List.of(new Item("Product Name", "Product Name", null, null, 29_990_000, 1, 0, "image_url"))));
    }

    @Test
    void shouldTakeTheEventIdForTheOrderWhenAFlatPurchaseHasNone() throws Exception {
        CommerceEvent event = read(START
                + "\"action\":\"purchase\",\"product_id\":7,\"product_title\":\"T\",\"product_category\":\"Books\","
                + "\"product_price\":2.5,\"quantity\":3,\"discount\":0.5}");

        CommerceEvent.Purchase purchase = (CommerceEvent.Purchase) event;
        assertThat(purchase.orderId()).isEqualTo("e-1");
        assertThat(purchase.items()).containsExactly(new Item("7", "T", "Books", null, 2_500_000, 3, 500_000, null));
        assertThat(purchase.grossMicros()).isEqualTo(7_000_000);
    }

    @Test
    void shouldAcceptIntegersAsIds() throws Exception {
        CommerceEvent event = read(
                "{\"event_id\":1,\"customer_id\":12345678901234567890123,\"anonymous_id\":3,"
                        + "\"session_id\":4,\"timestamp\":\"2024-01-01T12:00:00Z\",\"action\":\"ticket_opened\",\"ticket_id\":5}");

        assertThat(event.envelope().eventId()).isEqualTo("1");
        assertThat(event.key()).isEqualTo("12345678901234567890123");
        assertThat(event.envelope().anonymousId()).isEqualTo("3");
        assertThat(event.envelope().sessionId()).isEqualTo("4");
        assertThat(((CommerceEvent.TicketOpened) event).ticketId()).isEqualTo("5");
    }

    @Test
    void shouldKeepInPropertiesWhatTheContractDoesNotName() throws Exception {
        CommerceEvent event = read(START
                + "\"action\":\"add_to_cart\",\"colour\":\"red\",\"flag\":true,\"gone\":null,\"count\":3,\"ratio\":0.10,"
                + "\"order_id\":\"o-1\",\"value\":99,"
                + "\"items\":[{\"product_id\":\"a\",\"price\":1},{\"product_id\":\"b\",\"price\":2,\"size\":\"XL\"}],"
                + "\"context\":{\"channel\":\"web\",\"user_agent\":\"x\",\"campaign\":{\"name\":\"n\",\"term\":\"t\"}},"
                + "\"properties\":{\"list\":[1,null,{\"deep\":[]}]}}");

        Map<String, Object> properties = event.envelope().properties();
        assertThat(properties)
                .containsOnlyKeys(
                        "colour", "flag", "count", "ratio", "order_id", "value", "item_properties", "context", "list")
                .containsEntry("colour", "red")
                .containsEntry("flag", true)
                .containsEntry("count", 3L)
                .containsEntry("ratio", new BigDecimal("0.10"))
                .containsEntry("order_id", "o-1")
                .containsEntry("value", new BigDecimal("99"))
                .containsEntry("item_properties", List.of(Map.of(), Map.of("size", "XL")))
                .containsEntry("context", Map.of("campaign", Map.of("term", "t"), "user_agent", "x"));
        assertThat(properties.get("list")).hasToString("[1, null, {deep=[]}]");
        assertThat(event.envelope().context())
                .isEqualTo(new Context("web", null, null, null, new Campaign(null, null, "n")));
    }

    @Test
    void shouldKeepItemsAndMoneyOfAnActionThatHasNone() throws Exception {
        CommerceEvent event = read(START
                + "\"action\":\"page_view\",\"url\":\"/p\",\"value\":3.50,\"product_title\":\"T\",\"cart_id\":\"k\","
                + "\"items\":[{\"product_id\":\"a\",\"price\":1.5}]}");

        assertThat(event).isInstanceOf(CommerceEvent.PageView.class);
        assertThat(event.envelope().properties())
                .containsEntry("value", new BigDecimal("3.5"))
                .containsEntry("product_title", "T")
                .containsEntry("cart_id", "k")
                .containsEntry(
                        "items",
                        List.of(Map.of(
                                "product_id",
                                "a",
                                "price",
                                new BigDecimal("1.5"),
                                "quantity",
                                1L,
                                "discount",
                                new BigDecimal("0"))));
    }

    @ParameterizedTest
    @CsvSource({
        "29.99, 29990000",
        "0, 0",
        "0.1234564, 123456",
        "0.1234565, 123457",
        "1e2, 100000000",
        "2.5E-3, 2500",
        "10000000, 10000000000000",
        "1e-400, 0",
        "-0, 0",
        "0.00, 0"
    })
    void shouldReadPricesExactly(String price, long micros) throws Exception {
        CommerceEvent event =
                read(START + "\"action\":\"view_item\",\"items\":[{\"product_id\":\"a\",\"price\":" + price + "}]}");

        assertThat(((CommerceEvent.ViewItem) event).items().getFirst().priceMicros())
                .isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T12:00:00Z, 2024-01-01T12:00:00Z",
        "2024-01-01T12:00:00.5Z, 2024-01-01T12:00:00.500Z",
        "2024-01-01T12:00:00.123456789Z, 2024-01-01T12:00:00.123456789Z",
        "2024-01-01T14:00:00+02:00, 2024-01-01T12:00:00Z",
        "2024-01-01T12:00Z, 2024-01-01T12:00:00Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "2000-02-29T23:59:59Z, 2000-02-29T23:59:59Z",
        "2024-01-03T00:00:00Z, 2024-01-03T00:00:00Z"
    })
    void shouldReadTimes(String text, Instant expected) throws Exception {
        CommerceEvent event = read("{\"event_id\":\"e-1\",\"customer_id\":\"c-1\",\"timestamp\":\"" + text
                + "\",\"action\":\"page_view\"}");

        assertThat(event.timestamp()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,18-25", "25,18-25", "26,26-35", "35,26-35", "36,36-45", "45,36-45", "46,46-55", "55,46-55", "56,55+"
    })
    void shouldTurnAnAgeIntoItsGroup(int age, String group) throws Exception {
        CommerceEvent event = read(START + "\"action\":\"identify\",\"age\":" + age + "}");

        assertThat(((CommerceEvent.Identify) event).details().ageGroup()).isEqualTo(group);
        assertThat(event.envelope().properties()).isEmpty();
    }

    @Test
    void shouldReadDetailsFromEitherPlace() throws Exception {
        CommerceEvent event = read(
                START
                        + "\"action\":\"customer_updated\",\"first_name\":\"Ada\",\"last_name\":\"Byron\",\"country\":\"UK\","
                        + "\"properties\":{\"email\":\"a@b.example\",\"age_group\":\"55+\",\"registered_at\":\"2020-01-01T00:00:00Z\"}}");

        assertThat(((CommerceEvent.CustomerUpdated) event).details())
                .isEqualTo(new CustomerDetails(
                        "Ada Byron",
                        "a@b.example",
                        null,
                        "55+",
                        null,
                        null,
                        "UK",
                        Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void shouldNeedNoVisitorForTheCatalogueAndForAdvertising() throws Exception {
        String start = "{\"event_id\":\"e-1\",\"timestamp\":\"2024-01-01T12:00:00Z\",";

        CommerceEvent product = read(start
                + "\"action\":\"product_updated\",\"product_id\":\"p\",\"title\":\"T\",\"category\":\"C\",\"price\":5,"
                + "\"stock_on_hand\":12}");
        CommerceEvent spend = read(start + "\"action\":\"ad_spend\",\"channel\":\"search\",\"value\":10.5}");

        assertThat(product.key()).isEqualTo("product:p");
        assertThat(product)
                .isEqualTo(new CommerceEvent.ProductUpdated(
                        product.envelope(), new Item("p", "T", "C", null, 5_000_000, 1, 0, null), 12L));
        assertThat(spend.key()).isEqualTo("ad:search");
        assertThat(spend).isEqualTo(new CommerceEvent.AdSpend(spend.envelope(), "search", 10_500_000));
    }

    @Test
    void shouldAcceptAByteOrderMarkAndAPartOfAnArray() throws Exception {
        byte[] json = (START + "\"action\":\"page_view\"}").getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[json.length + 10];
        padded[2] = (byte) 0xef;
        padded[3] = (byte) 0xbb;
        padded[4] = (byte) 0xbf;
        System.arraycopy(json, 0, padded, 5, json.length);

        assertThat(reader.read(padded, 2, json.length + 3, NOW)).isEqualTo(reader.read(json, NOW));
    }

    @Test
    void shouldTakeAnyCurrencyWhenNoneIsFixed() throws Exception {
        byte[] json = (START + "\"action\":\"page_view\",\"currency\":\"EUR\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(new EventReader(null).read(json, NOW).envelope().currency()).isEqualTo("EUR");
        assertThatThrownBy(() -> reader.read(json, NOW))
                .isInstanceOfSatisfying(
                        InvalidEventException.class, e -> assertThat(e.field()).isEqualTo("currency"))
                .hasMessageContaining("TILLSTREAM_CURRENCY");
    }

    private CommerceEvent read(String json) throws InvalidEventException {
        return reader.read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }
}
