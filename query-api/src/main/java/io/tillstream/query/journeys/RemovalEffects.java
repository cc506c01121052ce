package io.tillstream.query.journeys;

import io.tillstream.contracts.output.ChannelStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * What orders would be lost without a channel, by an absorbing first-order Markov chain over the channels of visits (E. Anderl, I. Becker, F. von
 * Wangenheim, J. H. Schumann: Mapping the customer journey, IJRM 33, 2016).
 *
 * <p>Removing a channel sends every customer who comes to it to nothing. Of the chain's conversions those are lost that visit the channel; so the removal effect
 * is P(ever at the channel) · P(conversion | at the channel) ÷ P(conversion), all of which the fundamental matrix (I − Q)⁻¹ gives exactly.
 *
 * @param conversionProbability that a path leads to an order, 0–1
 * @param effects share of the conversions that is lost without each channel, 0–1; in the order of the channels' names. Empty without conversions
 */
record RemovalEffects(double conversionProbability, Map<String, Double> effects) {

    /**
     * One step of the chain.
     *
     * @param count how often
     */
    record Step(String from, String to, long count) {}

    /** Solves the chain. Steps from a channel to itself change nothing. */
    static RemovalEffects of(List<Step> steps) {
        Chain chain = Chain.of(steps);
        List<String> channels = chain.reachable();
        if (channels.isEmpty()) {
            return new RemovalEffects(0, Map.of());
        }
        int size = channels.size();
        RealMatrix stays = new Array2DRowRealMatrix(size, size);
        double[] converts = new double[size];
        double[] starts = new double[size];
        for (int i = 0; i < size; i++) {
            starts[i] = chain.share(ChannelStep.START, channels.get(i));
            converts[i] = chain.share(channels.get(i), ChannelStep.CONVERSION);
            for (int j = 0; j < size; j++) {
                stays.setEntry(i, j, chain.share(channels.get(i), channels.get(j)));
            }
        }
        RealMatrix visits = new LUDecomposition(
                        MatrixUtils.createRealIdentityMatrix(size).subtract(stays))
                .getSolver()
                .getInverse();
        double[] expectedVisits = visits.preMultiply(starts);
        double[] fromHere = visits.operate(converts);
        double all = MatrixUtils.createRealVector(starts).dotProduct(MatrixUtils.createRealVector(fromHere));
        Map<String, Double> effects = new LinkedHashMap<>();
        for (int i = 0; i < size && all > 0; i++) {
            double ever = expectedVisits[i] / visits.getEntry(i, i);
            effects.put(channels.get(i), Math.min(1, ever * fromHere[i] / all));
        }
        return new RemovalEffects(Math.min(1, all), effects);
    }

    /** Counts of steps by where they come from. */
    private record Chain(Map<String, Map<String, Long>> counts) {

        /**
         * The steps so completed that as many leave each channel as come to it: a path that the chosen days cut in two begins and ends there. Then every channel
         * that can be reached leads out in the end, and the chain has one solution.
         */
        static Chain of(List<Step> steps) {
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            Map<String, Long> surplus = new TreeMap<>();
            for (Step step : steps) {
                if (!step.from.equals(step.to) && step.count > 0) {
                    add(counts, step.from, step.to, step.count);
                    surplus.merge(step.to, step.count, Long::sum);
                    surplus.merge(step.from, -step.count, Long::sum);
                }
            }
            surplus.keySet().removeAll(List.of(ChannelStep.CONVERSION, ChannelStep.NULL, ChannelStep.START));
            surplus.forEach((channel, more) -> {
                if (more > 0) {
                    add(counts, channel, ChannelStep.NULL, more);
                } else if (more < 0) {
                    add(counts, ChannelStep.START, channel, -more);
                }
            });
            return new Chain(counts);
        }

        private static void add(Map<String, Map<String, Long>> counts, String from, String to, long count) {
            counts.computeIfAbsent(from, unused -> new TreeMap<>()).merge(to, count, Long::sum);
        }

        private Map<String, Long> stepsFrom(String from) {
            return counts.getOrDefault(from, Map.of());
        }

        double share(String from, String to) {
            Map<String, Long> next = stepsFrom(from);
            long all = next.values().stream().mapToLong(Long::longValue).sum();
            return all == 0 ? 0 : (double) next.getOrDefault(to, 0L) / all;
        }

        /** Channels that a path may come to, by name. */
        List<String> reachable() {
            Map<String, Boolean> seen = new TreeMap<>();
            Deque<String> next = new ArrayDeque<>(List.of(ChannelStep.START));
            while (!next.isEmpty()) {
                for (String to : stepsFrom(next.poll()).keySet()) {
                    if (!to.equals(ChannelStep.CONVERSION)
                            && !to.equals(ChannelStep.NULL)
                            && seen.put(to, true) == null) {
                        next.add(to);
                    }
                }
            }
            return new ArrayList<>(seen.keySet());
        }
    }
}
