package io.tillstream.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.growth.MessageCampaign;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.Shops;
import io.tillstream.simulator.season.Advertising;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The effects that {@link Truth} promises are to be seen in the events, beyond chance: p < 0.001 on a fixed seed. */
class HiddenCausesTest {

    private static final Set<Action> SENT = EnumSet.noneOf(Action.class);
    private static final List<CommerceEvent> EVENTS = events();

    private static final Map<String, List<CommerceEvent>> BY_CUSTOMER = EVENTS.stream()
            .filter(event -> event.envelope().customerId() != null)
            .collect(Collectors.groupingBy(CommerceEvent::key));

    /** More customers in less time than by default, so that rare things are seen often enough. Of browsing only the first event of a visit is kept. */
    private static List<CommerceEvent> events() {
        Set<Action> browsing = EnumSet.range(Action.PAGE_VIEW, Action.BEGIN_CHECKOUT);
        Set<String> sessions = new HashSet<>();
        List<CommerceEvent> kept = new ArrayList<>();
        History history = new History(new Shop(Shops.settings(42, 3000, Period.ofMonths(9)), Shops.END));
        for (CommerceEvent event = history.next(); event != null; event = history.next()) {
            SENT.add(event.action());
            if (!browsing.contains(event.action())
                    || sessions.add(String.valueOf(event.envelope().sessionId()))) {
                kept.add(event);
            }
        }
        return kept;
    }

    private static <T extends CommerceEvent> List<T> all(Class<T> kind) {
        return EVENTS.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void shouldKnowTheDirectionOfEachEffect() {
        assertThat(Truth.direction("bad_delivery", "score")).isEqualTo(-1);
        assertThat(Truth.direction("product-badges", "order")).isZero();
        assertThat(Truth.direction("weather", "order")).isZero();
        assertThat(Truth.EFFECTS).doesNotHaveDuplicates();
    }

    @Test
    void shouldDeliverBadlyAsOftenAsItSays() {
        Odds bad = new Odds();
        all(CommerceEvent.Purchase.class).forEach(order -> bad.add(Truth.badDelivery(order.orderId())));
        assertThat(bad.share()).isCloseTo(Truth.BAD_DELIVERY, within(Odds.SURE * bad.error(Truth.BAD_DELIVERY)));
        assertThat(Truth.BAD_DELIVERY * Truth.DROPOUT_AFTER_BAD_DELIVERY
                        + (1 - Truth.BAD_DELIVERY) * Truth.DROPOUT_AFTER_GOOD_DELIVERY)
                .isCloseTo(1, within(1e-12));
    }

    /** Order ids begin with another letter, and ticket and referral ids are made of them. */
    private static boolean badDelivery(String idOfTicketOrReferral) {
        return Truth.badDelivery("o" + idOfTicketOrReferral.substring(1));
    }

    @Test
    void shouldOpenTicketsAndGiveFeedbackRatherAfterABadDelivery() {
        Set<String> tickets = all(CommerceEvent.TicketOpened.class).stream()
                .map(ticket -> "o" + ticket.ticketId().substring(1))
                .collect(Collectors.toSet());
        Set<String> written = all(CommerceEvent.FeedbackGiven.class).stream()
                .map(feedback -> String.valueOf(feedback.orderId()))
                .collect(Collectors.toSet());
        Odds[] ticket = {new Odds(), new Odds()};
        Odds[] feedback = {new Odds(), new Odds()};
        // those of the last weeks may come after the end
        for (CommerceEvent.Purchase order : all(CommerceEvent.Purchase.class)) {
            if (order.timestamp().isBefore(Shops.END.minus(Duration.ofDays(15)))) {
                int bad = Truth.badDelivery(order.orderId()) ? 1 : 0;
                ticket[bad].add(tickets.contains(order.orderId()));
                feedback[bad].add(written.contains(order.orderId()));
            }
        }
        assertThat(ticket[1].z(ticket[0])).isGreaterThan(Odds.SURE);
        assertThat(feedback[1].z(feedback[0])).isGreaterThan(Odds.SURE);
        for (int bad = 0; bad < 2; bad++) {
            double expected = bad == 1 ? Truth.TICKET_AFTER_BAD_DELIVERY : Truth.TICKET_AFTER_GOOD_DELIVERY;
            assertThat(ticket[bad].share()).isCloseTo(expected, within(Odds.SURE * ticket[bad].error(expected)));
        }
    }

    @Test
    void shouldScoreLowerWithATicketAndRateLowerAfterABadDelivery() {
        Mean[] stars = {new Mean(), new Mean()};
        for (CommerceEvent.FeedbackGiven feedback : all(CommerceEvent.FeedbackGiven.class)) {
            Integer rating = feedback.rating();
            if (rating != null) {
                stars[Truth.badDelivery(String.valueOf(feedback.orderId())) ? 1 : 0].add(rating);
            }
        }
        assertThat(stars[1].z(stars[0])).isLessThan(-Odds.SURE);

        // what the shop itself can see: answers of customers who wrote of a delivery before
        Mean[] scores = {new Mean(), new Mean()};
        for (List<CommerceEvent> life : BY_CUSTOMER.values()) {
            for (int i = 0; i < life.size(); i++) {
                if (life.get(i) instanceof CommerceEvent.SurveyAnswered answer
                        && answer.survey().equals("nps")) {
                    scores[lastDeliveryBad(life, i) ? 1 : 0].add(answer.score());
                }
            }
        }
        assertThat(scores[0].count()).isGreaterThan(500);
        assertThat(scores[1].z(scores[0])).isLessThan(-Odds.SURE);
        assertThat(scores[1].mean() - scores[0].mean()).isLessThan(-2);
    }

    /** The newest order that is old enough to have been asked about. */
    private static boolean lastDeliveryBad(List<CommerceEvent> life, int answer) {
        for (int i = answer; i >= 0; i--) {
            if (life.get(i) instanceof CommerceEvent.Purchase order
                    && order.timestamp()
                            .isBefore(life.get(answer)
                                    .timestamp()
                                    .minus(Duration.ofDays(5).minusSeconds(1)))) {
                return Truth.badDelivery(order.orderId());
            }
        }
        return false;
    }

    @Test
    void shouldLoseMoreCustomersAfterABadDelivery() {
        Odds[] cameBack = {new Odds(), new Odds()};
        for (List<CommerceEvent> life : BY_CUSTOMER.values()) {
            CommerceEvent.Purchase last = null;
            for (CommerceEvent event : life) {
                if (event instanceof CommerceEvent.Purchase order) {
                    if (last != null) {
                        cameBack[Truth.badDelivery(last.orderId()) ? 1 : 0].add(true);
                    }
                    last = order;
                }
            }
            if (last != null && last.timestamp().isBefore(Shops.END.minus(Duration.ofDays(60)))) {
                cameBack[Truth.badDelivery(last.orderId()) ? 1 : 0].add(false);
            }
        }
        assertThat(cameBack[1].z(cameBack[0])).isLessThan(-Odds.SURE);
    }

    @Test
    void shouldBeLessContentTheLongerATicketTakes() {
        Map<String, CommerceEvent.TicketOpened> opened = new HashMap<>();
        Mean[] satisfaction = {new Mean(), new Mean()};
        for (CommerceEvent event : EVENTS) {
            if (event instanceof CommerceEvent.TicketOpened ticket) {
                opened.put(ticket.ticketId(), ticket);
            } else if (event instanceof CommerceEvent.TicketResolved resolved) {
                CommerceEvent.TicketOpened ticket = Objects.requireNonNull(opened.get(resolved.ticketId()));
                Integer given = resolved.satisfaction();
                long hours = Duration.between(ticket.timestamp(), resolved.timestamp())
                        .toHours();
                if (given != null) {
                    satisfaction[hours > 30 ? 1 : 0].add(given);
                }
            }
        }
        assertThat(satisfaction[1].z(satisfaction[0])).isLessThan(-Odds.SURE);
    }

    @Test
    void shouldLetMembersBuyMoreAndOnlyThemRedeem() {
        Map<String, Boolean> member = new HashMap<>();
        Mean[] orders = {new Mean(), new Mean()};
        Map<String, Long> points = new HashMap<>();
        Odds members = new Odds();
        BY_CUSTOMER.forEach((customer, life) -> {
            CommerceEvent.Identify identify = (CommerceEvent.Identify) life.getFirst();
            boolean isMember =
                    Boolean.TRUE.equals(identify.envelope().properties().get("loyalty_member"));
            member.put(customer, isMember);
            members.add(isMember);
            orders[isMember ? 1 : 0].add(life.stream()
                    .filter(CommerceEvent.Purchase.class::isInstance)
                    .count());
        });
        assertThat(members.share()).isBetween(0.42, 0.58);
        assertThat(orders[1].z(orders[0])).isGreaterThan(Odds.SURE);
        // nobody spends points that are not there: one for each whole unit of net spend, by order and refund
        for (CommerceEvent event : EVENTS) {
            switch (event) {
                case CommerceEvent.Purchase order ->
                    points.merge(order.key(), order.grossMicros() / 1_000_000, Long::sum);
                case CommerceEvent.Refund refund ->
                    points.merge(refund.key(), -Math.ceilDiv(refund.amountMicros(), 1_000_000), Long::sum);
                case CommerceEvent.PointsRedeemed redeemed -> {
                    assertThat(member.get(redeemed.key())).isTrue();
                    assertThat(points.merge(redeemed.key(), -redeemed.points(), Long::sum))
                            .isNotNegative();
                }
                default -> {}
            }
        }
    }

    @Test
    void shouldConvertReferralsAsOftenAsItSays() {
        Map<String, CommerceEvent.ReferralSent> sent = new HashMap<>();
        Set<String> converted = new HashSet<>();
        for (CommerceEvent event : EVENTS) {
            if (event instanceof CommerceEvent.ReferralSent referral) {
                sent.put(referral.referralId(), referral);
            } else if (event instanceof CommerceEvent.ReferralConverted conversion) {
                CommerceEvent.ReferralSent cause = sent.get(conversion.referralId());
                assertThat(cause).isNotNull();
                assertThat(cause.key()).isEqualTo(conversion.referrerId()).isNotEqualTo(conversion.key());
                assertThat(conversion.timestamp()).isAfterOrEqualTo(cause.timestamp());
                assertThat(converted.add(conversion.referralId())).isTrue();
            }
        }
        Odds won = new Odds();
        sent.values().stream()
                .filter(each -> each.timestamp().isBefore(Shops.END.minus(Duration.ofDays(30))))
                .forEach(each -> won.add(converted.contains(each.referralId())));
        assertThat(won.of()).isGreaterThan(100);
        assertThat(won.share())
                .isCloseTo(Truth.REFERRAL_CONVERTED, within(Odds.SURE * won.error(Truth.REFERRAL_CONVERTED)));
    }

    @Test
    void shouldBeRecommendedRatherAfterAGoodDelivery() {
        Set<String> recommended = all(CommerceEvent.ReferralSent.class).stream()
                .map(CommerceEvent.ReferralSent::referralId)
                .collect(Collectors.toSet());
        Odds[] referral = {new Odds(), new Odds()};
        for (CommerceEvent.Purchase order : all(CommerceEvent.Purchase.class)) {
            String id = "r" + order.orderId().substring(1);
            referral[badDelivery(id) ? 1 : 0].add(recommended.contains(id));
        }
        assertThat(referral[1].z(referral[0])).isLessThan(-Odds.SURE);
    }

    @Test
    void shouldOpenEachCampaignAsOftenAsItSays() {
        Map<String, Odds> arrived = new HashMap<>();
        Map<String, Odds> opened = new HashMap<>();
        Set<String> delivered = idsOf(Action.MESSAGE_DELIVERED);
        Set<String> read = idsOf(Action.MESSAGE_OPENED);
        for (CommerceEvent.Message message : all(CommerceEvent.Message.class)) {
            boolean late = message.timestamp().isAfter(Shops.END.minus(Duration.ofDays(4)));
            if (message.action() == Action.MESSAGE_SENT && !late) {
                String name = nameOf(message);
                arrived.computeIfAbsent(name, n -> new Odds()).add(delivered.contains(message.messageId()));
                if (delivered.contains(message.messageId())) {
                    opened.computeIfAbsent(name, n -> new Odds()).add(read.contains(message.messageId()));
                }
            }
        }
        for (MessageCampaign campaign : MessageCampaign.ALL) {
            String name = String.valueOf(campaign.campaign().name());
            Odds bounces = Objects.requireNonNull(arrived.get(name));
            assertThat(1 - bounces.share())
                    .as(name)
                    .isCloseTo(campaign.bounced(), within(Odds.SURE * bounces.error(campaign.bounced())));
            // those who are gone open less
            Odds opens = Objects.requireNonNull(opened.get(name));
            assertThat(opens.share()).as(name).isBetween(campaign.opened() * 0.4, campaign.opened() * 1.1 + 0.02);
        }
    }

    private static Set<String> idsOf(Action action) {
        return all(CommerceEvent.Message.class).stream()
                .filter(message -> message.action() == action)
                .map(CommerceEvent.Message::messageId)
                .collect(Collectors.toSet());
    }

    private static String nameOf(CommerceEvent event) {
        Campaign campaign = event.envelope().context().campaign();
        return campaign == null ? "" : String.valueOf(campaign.name());
    }

    @Test
    void shouldUnsubscribeRatherWhenThereIsTooMuch() {
        Odds[] left = {new Odds(), new Odds()};
        for (List<CommerceEvent> life : BY_CUSTOMER.values()) {
            List<CommerceEvent.Message> sent = new ArrayList<>();
            for (CommerceEvent event : life) {
                if (event instanceof CommerceEvent.Message message) {
                    if (message.action() == Action.MESSAGE_SENT) {
                        sent.add(message);
                        left[many(sent)].add(false);
                    } else if (message.action() == Action.MESSAGE_UNSUBSCRIBED) {
                        left[many(sent)].add(true);
                        assertThat(life.stream()
                                        .filter(later -> later.timestamp().isAfter(message.timestamp())))
                                .noneMatch(later -> later.action() == Action.MESSAGE_SENT);
                    }
                }
            }
        }
        assertThat(left[1].z(left[0])).isGreaterThan(Odds.SURE);
    }

    private static int many(List<CommerceEvent.Message> sent) {
        int n = sent.size();
        return n > 2
                        && sent.get(n - 3)
                                .timestamp()
                                .isAfter(sent.getLast().timestamp().minus(Duration.ofDays(30)))
                ? 1
                : 0;
    }

    @Test
    void shouldBringAVisitOfItsCampaignByEachClick() {
        int clicks = 0;
        for (List<CommerceEvent> life : BY_CUSTOMER.values()) {
            for (int i = 0; i < life.size() - 1; i++) {
                if (life.get(i).action() == Action.MESSAGE_CLICKED) {
                    clicks++;
                    String campaign = nameOf(life.get(i));
                    assertThat(life.subList(i + 1, Math.min(life.size(), i + 6)))
                            .anyMatch(next -> next.envelope().sessionId() != null
                                    && nameOf(next).equals(campaign));
                }
            }
        }
        assertThat(clicks).isGreaterThan(100);
    }

    @Test
    void shouldPayForVisits() {
        Advertising advertising = new Shop(Shops.settings(42, 3000, Period.ofMonths(9)), Shops.END).advertising();
        Map<Long, Double> spend = new HashMap<>();
        Map<Long, Integer> visits = new HashMap<>();
        Set<String> sessions = new HashSet<>();
        for (CommerceEvent event : EVENTS) {
            long day = advertising.day(event.timestamp().toEpochMilli());
            if (event instanceof CommerceEvent.AdSpend ad) {
                assertThat(event.envelope().customerId()).isNull();
                assertThat(event.envelope().anonymousId()).isNull();
                if (nameOf(event).equals("always-on")) {
                    spend.merge(day, ad.amountMicros() / 1e6, Double::sum);
                }
            } else if (nameOf(event).equals("always-on")
                    && event.envelope().sessionId() != null
                    && sessions.add(event.envelope().sessionId())) {
                visits.merge(day, 1, Integer::sum);
            }
        }
        assertThat(spend).hasSizeGreaterThan(270);
        List<Long> days = List.copyOf(spend.keySet());
        double r = correlation(
                days.stream().mapToDouble(day -> spend.getOrDefault(day, 0.0)).toArray(),
                days.stream().mapToDouble(day -> visits.getOrDefault(day, 0)).toArray());
        // Fisher's transformation
        double z = Math.log((1 + r) / (1 - r)) / 2 * Math.sqrt(days.size() - 3);
        assertThat(z).isGreaterThan(Odds.SURE);
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void shouldOrderMoreWhereTheExperimentWorks() {
        assertThat(zOf("checkout-one-page")).isGreaterThan(Odds.SURE);
        assertThat(zOf("free-shipping-bar")).isGreaterThan(0);
        assertThat(Math.abs(zOf("product-badges"))).isLessThan(Odds.SURE);
    }

    /** By visits: treatment against control of the visits from the exposure on. */
    private static double zOf(String experiment) {
        Odds[] ordered = {new Odds(), new Odds()};
        for (List<CommerceEvent> life : BY_CUSTOMER.values()) {
            int arm = -1;
            Map<String, Boolean> visits = new HashMap<>();
            for (CommerceEvent event : life) {
                if (event instanceof CommerceEvent.ExperimentExposed exposed
                        && exposed.experiment().equals(experiment)) {
                    assertThat(arm).as("exposed once").isEqualTo(-1);
                    arm = exposed.variant().equals("treatment") ? 1 : 0;
                }
                String session = event.envelope().sessionId();
                if (arm >= 0 && session != null) {
                    visits.merge(session, event.action() == Action.PURCHASE, Boolean::logicalOr);
                }
            }
            Odds odds = arm < 0 ? null : ordered[arm];
            if (odds != null) {
                visits.values().forEach(odds::add);
            }
        }
        // half and half, within the error of a fair coin
        assertThat(ordered[0].of()).isGreaterThan(1000);
        return ordered[1].z(ordered[0]);
    }

    @Test
    void shouldNameTheCookieOfEarlierVisitsAtTheSignUp() {
        Map<String, Integer> unknown = new HashMap<>();
        Odds browsedBefore = new Odds();
        for (CommerceEvent event : EVENTS) {
            String cookie = event.envelope().anonymousId();
            if (event instanceof CommerceEvent.Identify identify) {
                long days = Duration.between(identify.details().registeredAt(), event.timestamp())
                        .toDays();
                if (days == 0 && event.timestamp().isBefore(Shops.END.minus(Duration.ofDays(12)))) {
                    browsedBefore.add(cookie != null);
                }
                if (cookie != null) {
                    assertThat(unknown.remove(cookie)).isNotNull();
                }
            } else if (cookie != null) {
                assertThat(event.envelope().customerId()).isNull();
                unknown.merge(cookie, 1, Integer::sum);
            }
        }
        assertThat(browsedBefore.share())
                .isCloseTo(
                        Truth.UNKNOWN_AT_FIRST, within(Odds.SURE * browsedBefore.error(Truth.UNKNOWN_AT_FIRST) + 0.02));
    }

    @Test
    void shouldSendEveryActionOfAShop() {
        // taking a wrong join apart is a person's decision
        assertThat(SENT).isEqualTo(EnumSet.complementOf(EnumSet.of(Action.UNMERGE)));
    }
}
