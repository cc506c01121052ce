package io.tillstream.contracts.loyalty;

import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a loyalty programme. Written as parts with blanks between them, each of which may be left out:
 * {@code unit=1 expiry=24 join=identify tiers=Member:0,Plus:250,Premier:750,Elite:2000}.
 *
 * @param unitMicros net spend that earns one point, in micros
 * @param expiryMonths points of a month are good until the end of the month so many months later
 * @param joinBySigningUp whether who identifies themselves is a member unless they say otherwise; else only who says so, or redeems
 * @param tiers from the lowest up
 */
public record LoyaltyProgram(long unitMicros, int expiryMonths, boolean joinBySigningUp, List<Tier> tiers) {

    /** A month's tier goes by the points of so many months, itself the last. */
    public static final int TIER_MONTHS = 12;

    /** The rules of a shop that says nothing else. */
    public static final String USUAL_TEXT =
            "unit=1 expiry=24 join=identify tiers=Member:0,Plus:250,Premier:750,Elite:2000";

    /** {@link #USUAL_TEXT}, read. */
    public static final LoyaltyProgram USUAL = of(USUAL_TEXT);

    private static final int MAX_EXPIRY_MONTHS = 1_200;
    private static final int MAX_TIERS = 20;

    /**
     * A tier.
     *
     * @param name what it is called
     * @param points least points of 12 months
     */
    public record Tier(String name, long points) {}

    /** Checks that the rules make sense. */
    public LoyaltyProgram {
        tiers = List.copyOf(tiers);
        check(unitMicros > 0, "unit", "must be above 0");
        check(expiryMonths >= 1 && expiryMonths <= MAX_EXPIRY_MONTHS, "expiry", "must be 1 to 1200 months");
        check(!tiers.isEmpty() && tiers.size() <= MAX_TIERS, "tiers", "must be 1 to 20");
        check(tiers.getFirst().points() == 0, "tiers", "must begin with one from 0 points");
        for (int i = 1; i < tiers.size(); i++) {
            check(tiers.get(i).points() > tiers.get(i - 1).points(), "tiers", "must rise");
        }
        long names = tiers.stream().map(Tier::name).distinct().count();
        check(names == tiers.size(), "tiers", "must differ in their names");
    }

    /**
     * Reads the rules.
     *
     * @throws IllegalArgumentException when they are none; names the part
     */
    public static LoyaltyProgram of(String text) {
        String unit = "1";
        String expiry = "24";
        String join = "identify";
        String tiers = "Member:0,Plus:250,Premier:750,Elite:2000";
        for (String part : text.strip().split("\\s+")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = part.substring(equals + 1);
            switch (name) {
                case "" -> {}
                case "unit" -> unit = value;
                case "expiry" -> expiry = value;
                case "join" -> join = value;
                case "tiers" -> tiers = value;
                default -> throw new IllegalArgumentException("loyalty: unknown part " + name);
            }
        }
        check(join.equals("identify") || join.equals("stated"), "join", "must be identify or stated");
        return new LoyaltyProgram(micros(unit), (int) number("expiry", expiry), join.equals("identify"), tiers(tiers));
    }

    private static List<Tier> tiers(String text) {
        List<Tier> tiers = new ArrayList<>();
        for (String tier : text.split(",", -1)) {
            int colon = tier.lastIndexOf(':');
            check(colon > 0, "tiers", "must be given as Name:points");
            tiers.add(new Tier(tier.substring(0, colon), number("tiers", tier.substring(colon + 1))));
        }
        return tiers;
    }

    private static long micros(String text) {
        try {
            return Micros.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("loyalty: unit must be a number", e);
        }
    }

    private static long number(String part, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("loyalty: " + part + " must hold whole numbers", e);
        }
    }

    private static void check(boolean right, String part, String problem) {
        if (!right) {
            throw new IllegalArgumentException("loyalty: " + part + " " + problem);
        }
    }

    /** The place among {@link #tiers} of who has so many points of 12 months. */
    public int tierOf(long points) {
        int tier = 0;
        while (tier + 1 < tiers.size() && tiers.get(tier + 1).points() <= points) {
            tier++;
        }
        return tier;
    }
}
