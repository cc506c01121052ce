package io.tillstream.streams.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points, tiers and bands, counted by hand. */
class AccountTest {

    private final AccountMonths months = new AccountMonths();
    private final Membership membership = new Membership();

    @Test
    void shouldEarnTakeBackRedeemOldestFirstAndExpire() {
        membership.join(day("2024-01-15"));
        months.buy(month("2024-01"), 10_600_000);
        months.buy(month("2024-03"), 5_500_000);
        months.refund(month("2024-04"), 200_000);
        months.redeem(month("2024-04"), 4);

        // 10.60 is 10 points, 16.10 are 16, 15.90 are 15; the oldest 5 are gone, 5 of January and 6 of March expire
        assertThat(rows(LoyaltyProgram.USUAL))
                .containsExactly(
                        "2024-01 10 0 0 0 10",
                        "2024-03 6 0 0 0 6",
                        "2024-04 0 1 4 0 -5",
                        "2026-02 0 0 0 5 -5",
                        "2026-04 0 0 0 6 -6");
        assertThat(rows(LoyaltyProgram.of("unit=5 expiry=1")))
                .containsExactly("2024-01 2 0 0 0 2", "2024-03 1 0 0 2 -1", "2024-04 0 0 4 0 -1");
    }

    @Test
    void shouldOweWhatIsRedeemedBeyondTheBalanceAndPayItFirst() {
        membership.join(day("2024-01-15"));
        months.buy(month("2024-01"), 11_000_000);
        months.redeem(month("2024-05"), 20);
        months.buy(month("2024-06"), 30_000_000);

        assertThat(rows(LoyaltyProgram.USUAL))
                .containsExactly(
                        "2024-01 11 0 0 0 11", "2024-05 0 0 20 0 -11", "2024-06 30 0 0 0 21", "2026-07 0 0 0 21 -21");
        Account account = Account.of(months, membership, LoyaltyProgram.USUAL);
        assertThat(account.balance(month("2024-05"))).isEqualTo(-9);
        assertThat(account.balance(month("2026-06"))).isEqualTo(21);
        assertThat(account.balance(month("2026-07"))).isZero();
    }

    @Test
    void shouldEarnFromTheMonthOfJoiningOnAndNeverBelowNothing() {
        membership.join(day("2024-02-29"));
        months.buy(month("2024-01"), 100_000_000);
        months.buy(month("2024-02"), 7_000_000);
        months.refund(month("2024-03"), 90_000_000);
        months.buy(month("2024-04"), 3_000_000);
        membership.say(day("2024-05-31"), 5, false);
        months.buy(month("2024-05"), 50_000_000);

        assertThat(rows(LoyaltyProgram.USUAL))
                .containsExactly("2024-02 7 0 0 0 7", "2024-03 0 7 0 0 -7", "2024-04 3 0 0 0 3", "2026-05 0 0 0 3 -3");
    }

    @Test
    void shouldMoveBetweenTiersByPointsOfTwelveMonths() {
        LoyaltyProgram program = LoyaltyProgram.of("tiers=A:0,B:100,C:300");
        membership.join(day("2024-01-15"));
        months.buy(month("2024-01"), 150_000_000);
        months.buy(month("2024-06"), 200_000_000);
        membership.say(day("2026-03-01"), 5, false);

        TierMoves moves = TierMoves.of(Account.of(months, membership, program), membership, program);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            found.add(Months.toYearMonth(moves.month(i)) + " " + moves.from(i) + " " + moves.to(i));
        }
        assertThat(found).containsExactly("2024-01 -1 1", "2024-06 1 2", "2025-01 2 1", "2025-06 1 0", "2026-03 0 -1");
        assertThat(moves.at(month("2024-12"))).isEqualTo(2);
        assertThat(moves.at(month("2023-12"))).isEqualTo(TierMoves.OUTSIDE);
    }

    @Test
    void shouldBeAMemberAsWasSaidLast() {
        membership.say(day("2024-03-10"), 20, false);
        membership.join(day("2024-02-01"));
        membership.say(day("2024-03-10"), 10, true);
        membership.say(day("2024-05-01"), 30, true);

        assertThat(membership.isOn(day("2024-01-31"))).isFalse();
        assertThat(membership.isOn(day("2024-02-01"))).isTrue();
        assertThat(membership.isOn(day("2024-03-09"))).isTrue();
        assertThat(membership.isOn(day("2024-03-10"))).isFalse();
        assertThat(membership.isOn(day("2024-05-01"))).isTrue();
        assertThat(membership.since()).isEqualTo(day("2024-02-01"));
        membership.say(day("2024-01-01"), 1, false);
        assertThat(membership.isOn(day("2024-02-01"))).isFalse();
        assertThat(membership.since()).isEqualTo(day("2024-05-01"));
    }

    @Test
    void shouldForgetWhatWasSaidAgainFirst() {
        membership.say(0, 0, true);
        membership.say(1, 1, false);
        for (int day = 2; day < 10 * Membership.MAX_SAID; day++) {
            membership.say(day, day, true);
        }
        assertThat(membership.isOn(0)).isTrue();
        assertThat(membership.isOn(1)).isFalse();
        assertThat(membership.isOn(2)).isTrue();
        assertThat(membership.months().length).isLessThanOrEqualTo(Membership.MAX_SAID);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0-1",
        "999999,0-1",
        "1000000,1-2",
        "1999999,1-2",
        "2000000,2-5",
        "4999999,2-5",
        "5000000,5-10",
        "10000000,10-20",
        "49990000,20-50",
        "99999999,50-100",
        "100000000,100-200",
        "7000000000,5000-10000"
    })
    void shouldPutAmountsInBands(long micros, String band) {
        assertThat(StratumCells.band(micros)).isEqualTo(band);
    }

    private List<String> rows(LoyaltyProgram program) {
        Account account = Account.of(months, membership, program);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < account.size(); row++) {
            StringBuilder text =
                    new StringBuilder(Months.toYearMonth(account.month(row)).toString());
            boolean any = false;
            for (int index = 0; index < Account.SUMS; index++) {
                text.append(' ').append(account.sum(row, index));
                any |= account.sum(row, index) != 0;
            }
            if (any) {
                rows.add(text.toString());
            }
        }
        return rows;
    }

    private static int day(String day) {
        return (int) LocalDate.parse(day).toEpochDay();
    }

    private static int month(String month) {
        return Months.of((int) YearMonth.parse(month).atDay(1).toEpochDay());
    }
}
