package io.tillstream.stack.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What cannot change once events have been counted: days are days of the zone, amounts are amounts of the currency, and a customer's
 * events lie in one of that many partitions.
 *
 * @param zone name of the business time zone
 * @param currency ISO 4217 code of all amounts
 * @param partitions partitions of each topic
 * @param secured whether Kafka and PostgreSQL encrypt, and Kafka asks its clients who they are
 */
public record FixedSettings(String zone, String currency, int partitions, boolean secured) {

    public static final FixedSettings DEFAULT = new FixedSettings("UTC", "USD", 4, false);

    public FixedSettings {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--zone " + zone + " is not a time zone such as Europe/Berlin", e);
        }
        try {
            Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--currency " + currency + " is not an ISO 4217 code such as EUR", e);
        }
        if (partitions < 1 || partitions > 64) {
            throw new IllegalArgumentException("--partitions must be from 1 to 64 and is " + partitions);
        }
    }

    /**
     * The settings of the folder with the wishes of this start.
     *
     * @param zone as asked for now, or null for whatever it is
     * @throws StartRefusedException when a wish contradicts what the data were counted with
     */
    public static FixedSettings agreed(
            DataFolder folder,
            @Nullable String zone,
            @Nullable String currency,
            @Nullable Integer partitions,
            @Nullable Boolean secured) {
        Optional<FixedSettings> kept = read(folder.settingsFile());
        FixedSettings base = kept.orElse(DEFAULT);
        FixedSettings asked = new FixedSettings(
                zone == null ? base.zone : zone,
                currency == null ? base.currency : currency,
                partitions == null ? base.partitions : partitions,
                secured == null ? base.secured : secured);
        if (kept.isPresent() && !kept.get().equals(asked)) {
            throw new StartRefusedException("The data in " + folder.root() + " were counted with --zone " + base.zone
                    + " --currency " + base.currency + " --partitions " + base.partitions
                    + (base.secured ? " --secured" : " and without --secured")
                    + ", and that cannot change afterwards. Use --fresh to delete them, or --data for another folder.");
        }
        return asked;
    }

    /** The settings of the folder; the usual ones when it has none yet. */
    public static FixedSettings of(DataFolder folder) {
        return agreed(folder, null, null, null, null);
    }

    /** The same with another zone. */
    public FixedSettings withZone(String other) {
        return new FixedSettings(other, currency, partitions, secured);
    }

    /** Keeps the settings with the data. */
    public void keep(DataFolder folder) {
        JsonFiles.write(folder.settingsFile(), this);
    }

    private static Optional<FixedSettings> read(Path file) {
        return Files.exists(file) ? Optional.of(JsonFiles.read(file, FixedSettings.class)) : Optional.empty();
    }
}
