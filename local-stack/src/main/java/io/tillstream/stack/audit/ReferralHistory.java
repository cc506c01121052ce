package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** By which referral one customer came, and the sums of what they bought. */
final class ReferralHistory {

    @Nullable
    Conversion conversion;

    /** The earliest conversion. */
    record Conversion(
            long at,
            YearMonth month,
            String channel,
            @Nullable Long rewardMicros) {}

    void converted(CommerceEvent.ReferralConverted event, long at, LocalDate day, String channel) {
        if (event.key().equals(event.referrerId()) || conversion != null && conversion.at() <= at) {
            return;
        }
        var properties = event.envelope().properties();
        Long reward = properties.containsKey("reward_type") ? Long.valueOf(0) : null;
        if (properties.get("reward_value") instanceof Number value) {
            BigDecimal amount = new BigDecimal(value.toString());
            boolean sensible = amount.signum() > 0 && amount.compareTo(BigDecimal.valueOf(1_000_000_000)) <= 0;
            reward = sensible ? Micros.of(amount) : 0;
        }
        conversion = new Conversion(at, YearMonth.from(day), channel, reward);
    }
}
