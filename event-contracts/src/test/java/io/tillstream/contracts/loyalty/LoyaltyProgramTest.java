package io.tillstream.contracts.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoyaltyProgramTest {

    @Test
    void shouldKeepWhatIsNotSaidAsUsual() {
        assertThat(LoyaltyProgram.of("")).isEqualTo(LoyaltyProgram.USUAL);
        assertThat(LoyaltyProgram.USUAL)
                .isEqualTo(new LoyaltyProgram(
                        1_000_000,
                        24,
                        true,
                        List.of(
                                new LoyaltyProgram.Tier("Member", 0),
                                new LoyaltyProgram.Tier("Plus", 250),
                                new LoyaltyProgram.Tier("Premier", 750),
                                new LoyaltyProgram.Tier("Elite", 2_000))));
        assertThat(LoyaltyProgram.of(" unit=0.5  join=stated tiers=Blue:0,Sky:blue:10 "))
                .isEqualTo(new LoyaltyProgram(
                        500_000,
                        24,
                        false,
                        List.of(new LoyaltyProgram.Tier("Blue", 0), new LoyaltyProgram.Tier("Sky:blue", 10))));
    }

    @ParameterizedTest
    @CsvSource({"-5,0", "0,0", "249,0", "250,1", "749,1", "750,2", "1999,2", "2000,3", "9000000,3"})
    void shouldFindTheTier(long points, int tier) {
        assertThat(LoyaltyProgram.USUAL.tierOf(points)).isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "unit=0; unit",
                "unit=much; unit",
                "expiry=0; expiry",
                "expiry=1.5; expiry",
                "join=maybe; join",
                "tiers=; tiers",
                "tiers=Plus:10; tiers",
                "tiers=A:0,B:0; tiers",
                "tiers=A:0,A:5; tiers",
                "tiers=:0; tiers",
                "colour=red; colour"
            })
    void shouldNameThePartThatIsWrong(String text, String part) {
        assertThatThrownBy(() -> LoyaltyProgram.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
