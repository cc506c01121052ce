package io.tillstream.contracts.output;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@link CustomerLoyalty} as plain JSON, as the value of a field. */
final class CustomerLoyaltyShape {

    private static final byte[] TIER = PlainWriter.ascii("{\"tier\":");
    private static final byte[] SINCE = PlainWriter.ascii(",\"member_since\":");
    private static final byte[] BALANCE = PlainWriter.ascii(",\"balance\":");
    private static final byte[] EARNED = PlainWriter.ascii(",\"earned_12m\":");
    private static final byte[] EXPIRES_NEXT = PlainWriter.ascii(",\"expires_next\":");
    private static final byte[] EXPIRES_ON = PlainWriter.ascii(",\"expires_on\":");
    private static final byte[] END = PlainWriter.ascii("}");

    private CustomerLoyaltyShape() {}

    static void write(@Nullable CustomerLoyalty value, PlainWriter json) {
        json.name();
        if (value == null) {
            json.none();
            return;
        }
        json.raw(TIER);
        String tier = value.tier();
        if (tier == null) {
            json.none();
        } else {
            json.quoted(tier);
        }
        json.raw(SINCE).plainDay(value.memberSince());
        json.raw(BALANCE).digits(value.balance());
        json.raw(EARNED).digits(value.earned12m());
        json.raw(EXPIRES_NEXT).digits(value.expiresNext());
        json.raw(EXPIRES_ON);
        LocalDate expiresOn = value.expiresOn();
        if (expiresOn == null) {
            json.none();
        } else {
            json.plainDay(expiresOn);
        }
        json.raw(END);
    }

    static @Nullable CustomerLoyalty read(PlainReader json) {
        json.name();
        if (json.none()) {
            return null;
        }
        json.expect(TIER);
        String tier = json.none() ? null : json.quoted();
        json.expect(SINCE);
        LocalDate since = json.day();
        json.expect(BALANCE);
        long balance = json.digits();
        json.expect(EARNED);
        long earned = json.digits();
        json.expect(EXPIRES_NEXT);
        long expiresNext = json.digits();
        json.expect(EXPIRES_ON);
        LocalDate expiresOn = json.none() ? null : json.day();
        json.expect(END);
        return new CustomerLoyalty(tier, since, balance, earned, expiresNext, expiresOn);
    }
}
