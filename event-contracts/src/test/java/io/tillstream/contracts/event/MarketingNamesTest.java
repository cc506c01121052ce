package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketingNamesTest {

    @Test
    void shouldNameAVisitByItsCampaignFirst() {
        assertThat(MarketingNames.channelOf(context("web", new Campaign("google", "CPC", "Brand"))))
                .isEqualTo("google / cpc");
        assertThat(MarketingNames.channelOf(context("web", new Campaign("Partner", null, null))))
                .isEqualTo("partner / unknown");
        assertThat(MarketingNames.channelOf(context("web", new Campaign(" ", "e|mail ", null))))
                .isEqualTo("unknown / e/mail");
        assertThat(MarketingNames.channelOf(context("web", new Campaign(null, null, "brand"))))
                .isEqualTo("direct");
        assertThat(MarketingNames.channelOf(Context.UNKNOWN)).isEqualTo("direct");
    }

    @Test
    void shouldNameWhatMoneyWasSpentOnAsVisitsAreNamed() {
        assertThat(spent("cpc", new Campaign("Google", "cpc", "Brand"))).isEqualTo("google / cpc");
        assertThat(spent("CPC", new Campaign("google", null, "brand"))).isEqualTo("google / cpc");
        assertThat(spent("Display ", null)).isEqualTo("unknown / display");
        assertThat(spent("Google / CPC", null)).isEqualTo("google / cpc");
        assertThat(spent("ads / all", new Campaign("google", "cpc", null))).isEqualTo("google / cpc");
    }

    private static String spent(String channel, @Nullable Campaign campaign) {
        Envelope envelope =
                new Envelope("e", null, null, null, Instant.EPOCH, null, context("web", campaign), Map.of());
        return MarketingNames.channelOf(new CommerceEvent.AdSpend(envelope, channel, 1));
    }

    @Test
    void shouldNameTheCampaign() {
        assertThat(MarketingNames.campaignOf(context("web", new Campaign("google", "cpc", " Spring Sale "))))
                .isEqualTo("spring sale");
        assertThat(MarketingNames.campaignOf(context("web", new Campaign("google", "cpc", null))))
                .isEqualTo("unknown");
        assertThat(MarketingNames.campaignOf(context("web", null))).isEqualTo("unknown");
    }

    @Test
    void shouldKeepKeysApart() {
        assertThat(MarketingNames.of("a|b")).isEqualTo("a/b");
        assertThat(MarketingNames.of(" ")).isEqualTo("unknown");
    }

    private static Context context(String channel, @Nullable Campaign campaign) {
        return new Context(channel, null, null, null, campaign);
    }
}
