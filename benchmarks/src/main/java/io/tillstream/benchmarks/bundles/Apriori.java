package io.tillstream.benchmarks.bundles;

import io.tillstream.streams.bundles.FpGrowth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds frequent itemsets level by level: Agrawal, Srikant (1994), Fast Algorithms for Mining Association Rules. Candidates of a level are joined from those
 * of the level before that share all but the last item, are left out when a part of them was not frequent, and are counted by one pass over the baskets
 * down a prefix tree. Items that are not frequent leave the baskets first.
 */
final class Apriori {

    private final List<int[]> baskets;
    private final int minCount;

    /** A place in the prefix tree: its items in ascending order, below each the next ones, at the end the counts. */
    private static final class Node {
        private int[] items = new int[4];
        private Node[] below = new Node[4];
        private int[] counts = new int[4];
        private int size;

        /** The place of an item that is the last or comes after it. */
        private int place(int item) {
            if (size == 0 || items[size - 1] != item) {
                if (size == items.length) {
                    items = Arrays.copyOf(items, 2 * size);
                    below = Arrays.copyOf(below, 2 * size);
                    counts = Arrays.copyOf(counts, 2 * size);
                }
                items[size++] = item;
            }
            return size - 1;
        }
    }

    private Apriori(List<int[]> baskets, int minCount) {
        this.baskets = baskets;
        this.minCount = minCount;
    }

    /** The same as {@link FpGrowth#mine}, without a bound of length. */
    static void mine(List<int[]> baskets, int items, int minCount, FpGrowth.Found found) {
        int[] counts = new int[items];
        baskets.forEach(basket -> Arrays.stream(basket).distinct().forEach(item -> counts[item]++));
        int[] frequent = IntStream.range(0, items)
                .filter(item -> counts[item] >= minCount)
                .toArray();
        for (int item : frequent) {
            found.itemset(new int[] {item}, counts[item]);
        }
        List<int[]> filtered = baskets.stream()
                .map(basket -> Arrays.stream(basket)
                        .filter(item -> counts[item] >= minCount)
                        .distinct()
                        .sorted()
                        .toArray())
                .filter(basket -> basket.length > 1)
                .toList();
        new Apriori(filtered, minCount)
                .levels(
                        Arrays.stream(frequent)
                                .mapToObj(item -> new int[] {item})
                                .toList(),
                        found);
    }

    private void levels(List<int[]> single, FpGrowth.Found found) {
        List<int[]> level = single;
        for (int length = 2; !level.isEmpty(); length++) {
            Node tree = new Node();
            List<int[]> candidates = candidates(level);
            candidates.forEach(candidate -> plant(tree, candidate));
            for (int[] basket : baskets) {
                if (basket.length >= length) {
                    count(tree, basket, 0, length);
                }
            }
            List<int[]> next = new ArrayList<>();
            collect(tree, new int[length], 0, next, found);
            level = next;
        }
    }

    /** In ascending order, as the level is. */
    private static List<int[]> candidates(List<int[]> level) {
        Set<List<Integer>> known = new HashSet<>();
        if (level.getFirst().length > 1) {
            level.forEach(itemset -> known.add(boxed(itemset, -1)));
        }
        List<int[]> candidates = new ArrayList<>();
        for (int one = 0; one < level.size(); one++) {
            int[] left = level.get(one);
            for (int other = one + 1; other < level.size() && samePrefix(left, level.get(other)); other++) {
                int[] joined = Arrays.copyOf(left, left.length + 1);
                joined[left.length] = level.get(other)[left.length - 1];
                if (left.length == 1 || allPartsIn(known, joined)) {
                    candidates.add(joined);
                }
            }
        }
        return candidates;
    }

    private static boolean samePrefix(int[] one, int[] other) {
        return Arrays.equals(one, 0, one.length - 1, other, 0, one.length - 1);
    }

    private static boolean allPartsIn(Set<List<Integer>> known, int[] joined) {
        // without one of the last two it is one of the two that were joined
        return IntStream.range(0, joined.length - 2).allMatch(left -> known.contains(boxed(joined, left)));
    }

    private static List<Integer> boxed(int[] items, int without) {
        List<Integer> list = new ArrayList<>(items.length);
        for (int i = 0; i < items.length; i++) {
            if (i != without) {
                list.add(items[i]);
            }
        }
        return list;
    }

    private static void plant(Node tree, int[] candidate) {
        Node node = tree;
        for (int i = 0; i < candidate.length; i++) {
            int place = node.place(candidate[i]);
            if (i < candidate.length - 1) {
                if (node.below[place] == null) {
                    node.below[place] = new Node();
                }
                node = node.below[place];
            }
        }
    }

    private static void count(Node node, int[] basket, int from, int items) {
        int place = 0;
        for (int i = from; i <= basket.length - items && place < node.size; i++) {
            while (place < node.size && node.items[place] < basket[i]) {
                place++;
            }
            if (place < node.size && node.items[place] == basket[i]) {
                if (items == 1) {
                    node.counts[place]++;
                } else {
                    count(node.below[place], basket, i + 1, items - 1);
                }
            }
        }
    }

    private void collect(Node node, int[] path, int depth, List<int[]> next, FpGrowth.Found found) {
        for (int place = 0; place < node.size; place++) {
            path[depth] = node.items[place];
            if (depth < path.length - 1) {
                collect(node.below[place], path, depth + 1, next, found);
            } else if (node.counts[place] >= minCount) {
                int[] itemset = path.clone();
                next.add(itemset);
                found.itemset(itemset, node.counts[place]);
            }
        }
    }
}
