package io.tillstream.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.ingest.privacy.PrivacyPolicy.PersonalFields;
import io.tillstream.ingest.privacy.PrivacyPolicy.WithoutConsent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyDoorTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final EventReader READER = new EventReader("USD");
    private static final EventWriter WRITER = new EventWriter();
    private static final Signals OPTED_OUT = Signals.of(Map.of("Sec-GPC", "1")::get);
    private static final String BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final String PURCHASE = """
            {"event_id":"p","action":"purchase","customer_id":"c","anonymous_id":"v","session_id":"s","timestamp":"2026-03-02T09:00:00Z","order_id":"o",
             "items":[{"product_id":"x","price":5}],
             "context":{"channel":"web","device":"mobile","country":"US","location":"Chicago","campaign":{"source":"a","medium":"b","name":"c"}}}""";

    private final PrivacyDoor moving = door(PersonalFields.MOVE, WithoutConsent.WITHHOLD);
    private final PrivacyDoor usual = door(PersonalFields.BY_DOOR, WithoutConsent.WITHHOLD);

    private static PrivacyDoor door(PersonalFields fields, WithoutConsent withoutConsent) {
        return PrivacyDoors.of(READER, fields, withoutConsent, ConsentMemory.NONE);
    }

    private static String view(String rest) {
        return "{\"event_id\":\"e\",\"action\":\"page_view\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\""
                + rest + "}";
    }

    private static Admission take(PrivacyDoor door, String event, Signals signals) throws InvalidEventException {
        byte[] json = event.getBytes(StandardCharsets.UTF_8);
        return door.take(json, 0, json.length, NOW, "shop", signals);
    }

    private static List<String> kept(PrivacyDoor door, String event, Signals signals) throws InvalidEventException {
        return take(door, event, signals).events().stream()
                .map(PrivacyDoorTest::text)
                .toList();
    }

    private static String text(CommerceEvent event) {
        return new String(WRITER.writeWithPersonalData(event), StandardCharsets.UTF_8);
    }

    @Test
    void shouldMovePersonalFieldsAtAnyDepthIntoAnEventOfTheirOwn() throws InvalidEventException {
        List<String> events = kept(
                moving,
                view(
                        ",\"properties\":{\"list\":\"a\",\"E-Mail\":\"ada@example.com\",\"form\":{\"first_name\":\"Ada\",\"email\":\"b@example.com\",\"step\":2}}"),
                Signals.NONE);

        assertThat(events)
                .containsExactly(
                        view(",\"properties\":{\"list\":\"a\",\"form\":{\"step\":2}}"),
                        "{\"event_id\":\"e:details\",\"action\":\"customer_updated\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\","
                                + "\"properties\":{\"name\":\"Ada\",\"email\":\"ada@example.com\","
                                + "\"properties.form.email\":{\"email\":\"b@example.com\"}}}");
        assertThat(moving.report("shop")).containsEntry("field_moved", 3L);
    }

    @Test
    void shouldMoveAnAddressOfMailThatNoNameGivesAway() throws InvalidEventException {
        List<String> events = kept(moving, view(",\"properties\":{\"account\":\"ada@example.com\"}"), Signals.NONE);

        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isEqualTo(view(""));
        assertThat(events.get(1)).contains("\"email\":\"ada@example.com\"");
    }

    @Test
    void shouldRefusePersonalFieldsInItsOwnFormUnlessToldToMove() {
        assertThatThrownBy(() -> take(usual, view(",\"properties\":{\"email\":\"ada@example.com\"}"), Signals.NONE))
                .isInstanceOf(InvalidEventException.class)
                .extracting("field")
                .isEqualTo("properties.email");
        assertThatThrownBy(() -> take(usual, view(",\"properties\":{\"account\":\"ada@example.com\"}"), Signals.NONE))
                .isInstanceOf(InvalidEventException.class)
                .extracting("field")
                .isEqualTo("properties.account");
    }

    @Test
    void shouldRefuseToMoveWhatBelongsToNobody() {
        String product = """
                {"event_id":"e","action":"product_updated","timestamp":"2026-03-02T09:00:00Z","items":[{"product_id":"x","price":1}],"properties":{"email":"a@example.com"}}""";

        assertThatThrownBy(() -> take(moving, product, Signals.NONE)).isInstanceOf(InvalidEventException.class);
    }

    @Test
    void shouldHideMailInTextsAndShortenNetworkAddresses() throws InvalidEventException {
        List<String> events = kept(
                usual,
                view(
                        ",\"properties\":{\"url\":\"https://shop.example/reset?to=ada%40example.com&x=1\",\"title\":\"for ada@example.com\",\"ip\":\"203.0.113.42\",\"app_version\":\"4.12.0.1\"}"),
                Signals.NONE);

        assertThat(events)
                .containsExactly(
                        view(
                                ",\"properties\":{\"url\":\"https://shop.example/reset?to=***&x=1\",\"title\":\"for ***\",\"ip\":\"203.0.113.0\",\"app_version\":\"4.12.0.1\"}"));
        assertThat(usual.report("shop")).containsEntry("mail_hidden", 2L).containsEntry("address_shortened", 1L);
    }

    @Test
    void shouldLeaveDetailsWhereTheyBelongButShortenAddresses() throws InvalidEventException {
        String identify = view("").replace("page_view", "identify").replace("}", "");

        assertThat(kept(
                        usual,
                        identify + ",\"properties\":{\"email\":\"a@example.com\",\"last_ip\":\"2001:db8::1\"}}",
                        Signals.NONE))
                .containsExactly(
                        identify + ",\"properties\":{\"email\":\"a@example.com\",\"last_ip\":\"2001:db8:0::\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DNT", "Sec-GPC"})
    void shouldWithholdWhatOnlyWatchesAPersonWhoObjects(String header) throws InvalidEventException {
        Admission admission = take(usual, view(""), Signals.of(Map.of(header, "1")::get));

        assertThat(admission).isEqualTo(Admission.withheld(Withheld.NO_CONSENT));
        assertThat(usual.report("shop")).containsEntry("withheld_without_consent", 1L);
    }

    @Test
    void shouldCountAnOrderWithoutConsentAndLeaveOutWhatTiesItToVisits() throws InvalidEventException {
        assertThat(kept(usual, PURCHASE, OPTED_OUT))
                .containsExactly(
                        "{\"event_id\":\"p\",\"action\":\"purchase\",\"customer_id\":\"c\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"order_id\":\"o\",\"value\":5,"
                                + "\"items\":[{\"product_id\":\"x\",\"price\":5,\"quantity\":1}],"
                                + "\"context\":{\"channel\":\"web\",\"country\":\"US\",\"location\":\"Chicago\"}}");
    }

    @Test
    void shouldBelieveWhatTheEventSaysMoreThanTheBrowser() throws InvalidEventException {
        String granted = view(",\"context\":{\"consent\":{\"analytics\":true}}");
        String refused = view(",\"context\":{\"consent\":{\"Analytics\":false,\"functional\":true}}");

        assertThat(take(usual, granted, OPTED_OUT).withheld()).isNull();
        assertThat(take(usual, refused, Signals.NONE).withheld()).isEqualTo(Withheld.NO_CONSENT);
    }

    @Test
    void shouldBelieveWhatThePersonSaidBeforeMoreThanTheBrowser() throws InvalidEventException {
        PrivacyDoor door = PrivacyDoors.of(
                READER, PersonalFields.BY_DOOR, WithoutConsent.WITHHOLD, Map.of("c", true, "anon:v", false)::get);
        String visitor = view("").replace("\"customer_id\":\"c\"", "\"anonymous_id\":\"v\"");
        String both = view("").replace("\"customer_id\":\"c\"", "\"customer_id\":\"d\",\"anonymous_id\":\"v\"");

        assertThat(take(door, view(""), OPTED_OUT).withheld()).isNull();
        assertThat(take(door, visitor, Signals.NONE).withheld()).isEqualTo(Withheld.NO_CONSENT);
        assertThat(take(door, both, Signals.NONE).withheld()).isEqualTo(Withheld.NO_CONSENT);
    }

    @Test
    void shouldUnlinkOrKeepWhenThePolicySaysSo() throws InvalidEventException {
        String add = """
                {"event_id":"e","action":"add_to_cart","customer_id":"c","session_id":"s","timestamp":"2026-03-02T09:00:00Z","cart_id":"k","items":[{"product_id":"x","price":5}],\
                "context":{"channel":"web","location":"Chicago"},"properties":{"position":3}}""";

        assertThat(kept(door(PersonalFields.MOVE, WithoutConsent.UNLINK), add, OPTED_OUT))
                .containsExactly(
                        "{\"event_id\":\"e\",\"action\":\"add_to_cart\",\"anonymous_id\":\"unlinked-e\",\"timestamp\":\"2026-03-02T09:00:00Z\",\"value\":5,"
                                + "\"items\":[{\"product_id\":\"x\",\"price\":5,\"quantity\":1}],\"context\":{\"channel\":\"web\"}}");
        assertThat(kept(door(PersonalFields.MOVE, WithoutConsent.KEEP), add, OPTED_OUT)
                        .getFirst())
                .contains("\"session_id\":\"s\"");
    }

    @Test
    void shouldLeaveOutTheCampaignWhenAdvertisingIsRefused() throws InvalidEventException {
        String refused = PURCHASE.replace("\"context\":{", "\"context\":{\"consent\":{\"advertising\":false},");

        assertThat(kept(usual, refused, Signals.NONE).getFirst())
                .contains("\"session_id\":\"s\"", "\"device\":\"mobile\"")
                .doesNotContain("campaign");
    }

    @Test
    void shouldWithholdCrawlersButNeverTheirOrders() throws InvalidEventException {
        Signals crawler = Signals.of(Map.of("User-Agent", BOT)::get);

        assertThat(take(usual, view(""), crawler)).isEqualTo(Admission.withheld(Withheld.BOT));
        assertThat(take(usual, PURCHASE, crawler).withheld()).isNull();
        assertThat(take(usual, view(",\"properties\":{\"user_agent\":\"" + BOT + "\"}"), Signals.NONE)
                        .withheld())
                .isEqualTo(Withheld.BOT);
    }

    @Test
    void shouldNotTakeAShopsServerForACrawler() throws InvalidEventException {
        Signals server = Signals.of(Map.of("User-Agent", "python-requests/2.32.3")::get);

        assertThat(take(usual, view(""), server).withheld()).isNull();
    }
}
