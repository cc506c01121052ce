package io.tillstream.ingest.imports.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Turns numbers as a workbook stores them into the text that a user sees: what the same table saved as CSV would hold. */
final class CellValues {

    /** Binary fractions show up from the 16th digit on; a spreadsheet shows 15. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final int SHORT = 15;
    private static final int MAX_EXPONENT = 300;
    private static final double MAX_SERIAL = 2_958_465;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final LocalDateTime EPOCH_1900 = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final LocalDateTime EPOCH_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);

    private final LocalDateTime epoch;
    private String lastSerial = "";
    private String lastDate = "";

    /** @param from1904 whether the workbook counts its days from 1904, as old Macintosh workbooks do */
    CellValues(boolean from1904) {
        this.epoch = from1904 ? EPOCH_1904 : EPOCH_1900;
    }

    /** A number: 2.5499999999999998 becomes 2.55 and 1.7E4 becomes 17000; what is no number stays as it is. */
    static String number(String stored) {
        if (stored.length() <= SHORT && stored.indexOf('E') < 0 && stored.indexOf('e') < 0) {
            return stored;
        }
        try {
            BigDecimal value = new BigDecimal(stored);
            if (Math.abs((long) value.scale()) > MAX_EXPONENT) {
                return stored;
            }
            return value.round(SHOWN).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return stored;
        }
    }

    /** A date: the number of days becomes an ISO local date and time; what is no such number stays as it is. */
    String date(String serial) {
        if (serial.equals(lastSerial)) {
            return lastDate;
        }
        lastDate = converted(serial);
        lastSerial = serial;
        return lastDate;
    }

    private String converted(String serial) {
        double days;
        try {
            days = Double.parseDouble(serial);
        } catch (NumberFormatException _) {
            return serial;
        }
        if (!(days >= 0 && days <= MAX_SERIAL)) {
            return serial;
        }
        return epoch.plus(Math.round(days * MILLIS_PER_DAY), ChronoUnit.MILLIS)
                .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
}
