package io.tillstream.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.growth.MessageCampaign;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.Shops;
import io.tillstream.simulator.season.Advertising;
import io.tillstream.simulator.season.Experiment;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of hidden causes in docs/simulator.md says what the program does. */
class DocumentedTruthTest {

    private final List<String> lines = Files.readAllLines(Path.of("..", "docs", "simulator.md"));

    DocumentedTruthTest() throws IOException {}

    /** A number as the table writes it. */
    private static String text(double number) {
        return new BigDecimal(number)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void hasRow(String about, double... values) {
        String row = lines.stream()
                .filter(line -> line.startsWith("| " + about))
                .findFirst()
                .orElse("");
        assertThat(row).as(about).isNotEmpty();
        for (double value : values) {
            assertThat(row).containsPattern("(?<![0-9.])" + text(value).replace(".", "\\.") + "(?![0-9]|\\.[0-9])");
        }
    }

    @Test
    void shouldSayTheCauses() {
        hasRow("an order arrives late", Truth.BAD_DELIVERY);
        hasRow("– chance to leave", Truth.DROPOUT_AFTER_BAD_DELIVERY, Truth.DROPOUT_AFTER_GOOD_DELIVERY);
        hasRow("– opinion", Truth.OPINION_LOST_BY_BAD_DELIVERY, Truth.MEAN_OPINION);
        hasRow("– ticket", Truth.TICKET_AFTER_BAD_DELIVERY, Truth.TICKET_AFTER_GOOD_DELIVERY);
        hasRow("– feedback", Truth.FEEDBACK_AFTER_BAD_DELIVERY, Truth.FEEDBACK_AFTER_GOOD_DELIVERY);
        hasRow("– refund", Truth.REFUND_AFTER_BAD_DELIVERY);
        hasRow("an order is asked about", Truth.SURVEY_ANSWERED);
        hasRow("first response", Truth.FIRST_RESPONSE_HOURS);
        hasRow("resolution after it", Truth.RESOLUTION_HOURS);
        hasRow("a resolved ticket", Truth.TICKET_REOPENED);
        hasRow("a ticket is never", Truth.TICKET_FORGOTTEN);
        hasRow("membership", Truth.MEMBERSHIP_EFFECT);
        hasRow("– chance to be a member", Truth.LEAST_MEMBERSHIP, Truth.MOST_MEMBERSHIP);
        hasRow("– points redeemed", Truth.POINTS_STEP, Truth.REDEMPTION);
        hasRow(
                "recommendation after",
                Truth.REFERRAL_BY_PROMOTER,
                Truth.REFERRAL_BY_PASSIVE,
                Truth.REFERRAL_BY_DETRACTOR);
        hasRow("– a recommendation brings", Truth.REFERRAL_CONVERTED);
        hasRow("– dropout of customers who came", Truth.DROPOUT_OF_REFERRED);
        hasRow("dropout of customers whose first", Truth.DROPOUT_OF_AFFILIATE);
        hasRow("agrees to messages", Truth.MARKETING_CONSENT);
        hasRow("is on many lists", Truth.ON_MANY_LISTS, Truth.MESSAGES_ON_MANY_LISTS, Truth.MESSAGES_ON_FEW_LISTS);
        hasRow("unsubscribes at", Truth.UNSUBSCRIBED, Truth.FATIGUE);
        hasRow("looks around unknown", Truth.UNKNOWN_AT_FIRST);
    }

    @Test
    void shouldSayWhatExperimentsAndCampaignsDo() {
        for (Experiment experiment : new Shop(Shops.settings(1, 1, Period.ofMonths(9)), Shops.END).experiments()) {
            hasRow(experiment.name(), experiment.effect());
        }
        for (MessageCampaign each : MessageCampaign.ALL) {
            hasRow(
                    each.campaign().name() + " | " + each.channel(),
                    each.bounced(),
                    each.opened(),
                    each.clicked(),
                    each.lift());
        }
        for (Advertising.Paid paid : Advertising.CHANNELS) {
            Campaign campaign = paid.campaign();
            hasRow(
                    campaign.source() + " / " + campaign.medium() + " / " + campaign.name(),
                    paid.share(),
                    paid.firstShare(),
                    paid.costPerVisit());
        }
    }
}
