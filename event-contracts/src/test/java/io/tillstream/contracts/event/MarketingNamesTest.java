package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketingNamesTest {

    @Test
    void shouldNameAVisitByItsCampaignFirst() {
        assertThat(MarketingNames.channelOf(context("web", new Campaign("google", "CPC", "Brand"))))
                .isEqualTo("cpc");
        assertThat(MarketingNames.channelOf(context("web", new Campaign("Partner", null, null))))
                .isEqualTo("partner");
        assertThat(MarketingNames.channelOf(context("web", new Campaign(null, null, "brand"))))
                .isEqualTo("web");
        assertThat(MarketingNames.channelOf(context("store", null))).isEqualTo("store");
        assertThat(MarketingNames.channelOf(Context.UNKNOWN)).isEqualTo("unknown");
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
