package io.tillstream.benchmarks.bundles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Baskets of a grocery shop.
 *
 * @param baskets items of each, from 0 to {@code items − 1}, each once
 * @param items number of different items
 */
record GroceryShop(List<int[]> baskets, int items) {

    private static final int ITEMS = 169;
    private static final double MEAN_MORE = 3.4;
    private static final double FOLLOWS = 0.35;
    private static final int NEIGHBOURS = 4;

    /**
     * Made up in the shape of the Groceries baskets (169 items, 4.4 in a basket, the best seller in a quarter of them): popularity by Zipf's law, sizes
     * geometric, and one item in three is a neighbour of one that is there.
     */
    static GroceryShop madeUp(int number, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] cumulated = new double[ITEMS];
        double sum = 0;
        for (int item = 0; item < ITEMS; item++) {
            sum += 1.0 / (item + 2);
            cumulated[item] = sum;
        }
        List<int[]> baskets = new ArrayList<>(number);
        boolean[] in = new boolean[ITEMS];
        int[] basket = new int[32];
        for (int b = 0; b < number; b++) {
            int wanted =
                    1 + Math.min(31, (int) (Math.log1p(-random.nextDouble()) / Math.log(MEAN_MORE / (1 + MEAN_MORE))));
            int size = 0;
            for (int tries = 0; size < wanted && tries < 4 * wanted; tries++) {
                int item = size > 0 && random.nextDouble() < FOLLOWS
                        ? neighbour(basket[random.nextInt(size)], random)
                        : popular(cumulated, sum * random.nextDouble());
                if (!in[item]) {
                    in[item] = true;
                    basket[size++] = item;
                }
            }
            int[] made = Arrays.copyOf(basket, size);
            for (int item : made) {
                in[item] = false;
            }
            baskets.add(made);
        }
        return new GroceryShop(baskets, ITEMS);
    }

    private static int neighbour(int item, SplittableRandom random) {
        // spread over the shop, so that best sellers have rare neighbours too
        return (item * 31 + 17 + random.nextInt(NEIGHBOURS)) % ITEMS;
    }

    private static int popular(double[] cumulated, double mark) {
        int item = Arrays.binarySearch(cumulated, mark);
        return Math.min(ITEMS - 1, item < 0 ? -item - 1 : item);
    }

    /** A basket per line, items separated by commas; gzip when the name ends in .gz. */
    static GroceryShop read(Path file) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        List<int[]> baskets = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                baskets.add(List.of(line.split(",", -1)).stream()
                        .mapToInt(name -> numbers.computeIfAbsent(name.strip(), unused -> numbers.size()))
                        .distinct()
                        .toArray());
            }
        }
        return new GroceryShop(baskets, numbers.size());
    }
}
