package io.tillstream.dashboard.channel;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.money.Micros;

/** Numbers as channels show them. */
public final class Figures {

    private static final double RATIO_STEPS = 1e6;

    private Figures() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Micros as a decimal number of currency units. */
    public static DecimalNode money(long micros) {
        return DecimalNode.valueOf(Micros.toDecimal(micros));
    }

    /** Writes {@code part / whole}, rounded to six decimals, unless there is no whole. */
    public static void putRatio(ObjectNode object, String name, long part, long whole) {
        if (whole > 0) {
            object.put(name, Math.round(RATIO_STEPS * part / whole) / RATIO_STEPS);
        }
    }

    /** Writes {@code sumMicros / count} as money, rounded half up to a micro, unless there is nothing to divide by. */
    public static void putMean(ObjectNode object, String name, long sumMicros, long count) {
        if (count > 0) {
            object.set(name, money(Math.floorDiv(sumMicros + count / 2, count)));
        }
    }
}
