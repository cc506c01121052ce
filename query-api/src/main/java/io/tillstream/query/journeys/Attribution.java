package io.tillstream.query.journeys;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which marketing channels led to orders.
 *
 * @param orders all in the chosen days
 * @param grossMicros their gross value
 * @param conversionProbability that a path from channel to channel leads to an order, by the Markov chain; null without any visit
 * @param channels greatest last touch first
 */
public record Attribution(
        long orders,
        @Money @JsonProperty("revenue") long grossMicros,
        @Nullable Double conversionProbability,
        List<ChannelRow> channels) {

    /** Channels that are told apart; the chain is solved densely. */
    static final int MAX_CHANNELS = 100;

    static final String OTHER = "(other)";
    private static final long MILLION = 1_000_000;

    /**
     * What simple rules give a channel.
     *
     * @param linearMillionths millionths of orders
     */
    record Credit(
            String channel,
            long firstTouch,
            long firstTouchMicros,
            long lastTouch,
            long lastTouchMicros,
            long linearMillionths,
            long linearMicros) {

        Credit plus(Credit more) {
            return new Credit(
                    channel,
                    firstTouch + more.firstTouch,
                    firstTouchMicros + more.firstTouchMicros,
                    lastTouch + more.lastTouch,
                    lastTouchMicros + more.lastTouchMicros,
                    linearMillionths + more.linearMillionths,
                    linearMicros + more.linearMicros);
        }

        Credit named(String name) {
            return new Credit(
                    name, firstTouch, firstTouchMicros, lastTouch, lastTouchMicros, linearMillionths, linearMicros);
        }

        static Credit none(String channel) {
            return new Credit(channel, 0, 0, 0, 0, 0, 0);
        }
    }

    static Attribution of(List<Credit> credits, List<RemovalEffects.Step> steps) {
        Set<String> told = greatest(steps);
        List<RemovalEffects.Step> chain = steps.stream()
                .map(step -> new RemovalEffects.Step(name(step.from(), told), name(step.to(), told), step.count()))
                .toList();
        RemovalEffects removal = RemovalEffects.of(chain);
        Map<String, Credit> byChannel = new HashMap<>();
        for (RemovalEffects.Step step : chain) {
            if (!isEnd(step.to())) {
                byChannel.computeIfAbsent(step.to(), Credit::none);
            }
        }
        for (Credit credit : credits) {
            String name = name(credit.channel, told);
            byChannel.merge(name, credit.named(name), Credit::plus);
        }
        List<Credit> rows = byChannel.values().stream()
                .sorted(Comparator.comparingLong(Credit::lastTouch).reversed().thenComparing(Credit::channel))
                .toList();
        long orders = rows.stream().mapToLong(Credit::lastTouch).sum();
        long gross = rows.stream().mapToLong(Credit::lastTouchMicros).sum();
        return new Attribution(
                orders,
                gross,
                chain.isEmpty() ? null : Double.valueOf(removal.conversionProbability()),
                rows(rows, removal.effects(), orders, gross));
    }

    /** The channels most often come to. */
    private static Set<String> greatest(List<RemovalEffects.Step> steps) {
        Map<String, Long> visits = new HashMap<>();
        steps.forEach(step -> visits.merge(step.to(), step.count(), Long::sum));
        return new HashSet<>(visits.keySet().stream()
                .filter(name -> !isEnd(name))
                .sorted(Comparator.<String>comparingLong(visits::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAX_CHANNELS)
                .toList());
    }

    private static String name(String channel, Set<String> told) {
        return isEnd(channel) || told.contains(channel) ? channel : OTHER;
    }

    private static boolean isEnd(String name) {
        return name.equals(ChannelStep.START) || name.equals(ChannelStep.CONVERSION) || name.equals(ChannelStep.NULL);
    }

    private static List<ChannelRow> rows(List<Credit> credits, Map<String, Double> effects, long orders, long gross) {
        double[] weights = credits.stream()
                .mapToDouble(credit -> effects.getOrDefault(credit.channel, 0.0))
                .toArray();
        boolean known = !effects.isEmpty() && orders > 0;
        Shares shares = new Shares(weights);
        long[] markov = shares.of(orders * MILLION);
        long[] markovMicros = shares.of(gross);
        List<ChannelRow> rows = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            Credit credit = credits.get(i);
            rows.add(new ChannelRow(
                    credit.channel,
                    credit.firstTouch,
                    credit.firstTouchMicros,
                    credit.lastTouch,
                    credit.lastTouchMicros,
                    BigDecimal.valueOf(credit.linearMillionths, 6),
                    credit.linearMicros,
                    known ? Double.valueOf(weights[i]) : null,
                    known ? Double.valueOf(shares.share(i)) : null,
                    known ? BigDecimal.valueOf(markov[i], 6) : null,
                    known ? Long.valueOf(markovMicros[i]) : null));
        }
        return rows;
    }
}
