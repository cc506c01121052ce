package io.tillstream.streams.referrals;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.contracts.money.Micros;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Occurrence;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a customer came by a referral.
 *
 * @param at event time of the conversion, milliseconds since 1970
 * @param day its business day, in days since 1970-01-01
 * @param channel of the conversion
 * @param rewardMicros worth of the reward, 0 when it is not said; {@link #NO_REWARD} without one
 */
record Referral(long at, int day, String channel, long rewardMicros) {

    static final long NO_REWARD = -1;

    private static final BigDecimal MAX_REWARD = Micros.toDecimal(EventBounds.MAX_TOTAL_MICROS);

    private static final String REWARD_TYPE = "reward_type";
    private static final String REWARD_VALUE = "reward_value";

    /** Null for who refers themselves. */
    static @Nullable Referral of(CommerceEvent.ReferralConverted converted, Occurrence occurrence) {
        return converted.key().equals(converted.referrerId())
                ? null
                : new Referral(
                        occurrence.at(),
                        occurrence.day(),
                        occurrence.channel(),
                        reward(converted.envelope().properties()));
    }

    private static long reward(Map<String, Object> properties) {
        if (properties.get(REWARD_VALUE) instanceof Number number) {
            return micros(number);
        }
        return properties.containsKey(REWARD_TYPE) ? 0 : NO_REWARD;
    }

    /** An amount below 0 or beyond the bound of amounts is not said. */
    private static long micros(Number number) {
        BigDecimal amount = new BigDecimal(number.toString());
        return amount.signum() < 0 || amount.compareTo(MAX_REWARD) > 0 ? 0 : Micros.of(amount);
    }

    boolean isRewarded() {
        return rewardMicros != NO_REWARD;
    }

    void write(BinaryWriter out) {
        out.writeSigned(at).writeSigned(day).writeText(channel).writeSigned(rewardMicros);
    }

    static Referral read(BinaryReader in) {
        return new Referral(in.readSigned(), (int) in.readSigned(), in.readRequiredText(), in.readSigned());
    }
}
