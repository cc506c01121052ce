package io.tillstream.streams.bundles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of each product, by its number: units sold in the window, category and stock on hand as last stated by event time. */
final class Products {

    private static final int MOST_CATEGORIES = 10_000;

    private final int most;
    private final Names categories = new Names(MOST_CATEGORIES);
    private Names names;
    private List<Product> products = new ArrayList<>();

    /** One product. */
    private static final class Product {
        private long unitsSold;
        private int category = Names.NONE;
        private long categoryAt = Long.MIN_VALUE;
        private long stock = Names.NONE;
        private long stockAt = Long.MIN_VALUE;
    }

    Products(int most) {
        this.most = most;
        names = new Names(most);
    }

    /** The number of a product; {@link Names#NONE} when there are too many. */
    int number(String productId) {
        int number = names.number(productId);
        if (number == products.size()) {
            products.add(new Product());
        }
        return number;
    }

    int size() {
        return products.size();
    }

    String id(int number) {
        return names.name(number);
    }

    /** Counts units sold, or back when they leave the window. */
    void sell(int number, long units) {
        products.get(number).unitsSold += units;
    }

    long unitsSold(int number) {
        return products.get(number).unitsSold;
    }

    /** Notes a product's category unless a newer one is known; true when that changes it. */
    boolean state(int number, @Nullable String named, long at) {
        Product product = products.get(number);
        if (named == null || at < product.categoryAt) {
            return false;
        }
        int before = product.category;
        int now = categories.number(named);
        // of two at the same time the same one stays, whichever comes first
        if (at == product.categoryAt
                && before != Names.NONE
                && categories.name(before).compareTo(named) >= 0) {
            return false;
        }
        product.category = now;
        product.categoryAt = at;
        return now != before;
    }

    /** Number of a product's category, or {@link Names#NONE}. */
    int category(int number) {
        return products.get(number).category;
    }

    Names categories() {
        return categories;
    }

    /** Notes units on hand unless a newer statement is known; true when that changes them. */
    boolean stock(int number, long units, long at) {
        Product product = products.get(number);
        if (at < product.stockAt || at == product.stockAt && units <= product.stock) {
            return false;
        }
        boolean changes = units != product.stock;
        product.stock = units;
        product.stockAt = at;
        return changes;
    }

    /** Units on hand as last stated, or −1. */
    long stock(int number) {
        return products.get(number).stock;
    }

    /**
     * Forgets products that nothing was sold of and nothing is on hand of, and numbers the others anew.
     *
     * @return the new number of each old one; {@link Names#NONE} of the forgotten
     */
    int[] forgetTheGone() {
        Names kept = new Names(most);
        List<Product> keptProducts = new ArrayList<>();
        int[] newNumbers = new int[products.size()];
        Arrays.fill(newNumbers, Names.NONE);
        for (int number = 0; number < newNumbers.length; number++) {
            Product product = products.get(number);
            if (product.unitsSold > 0 || product.stock > 0) {
                newNumbers[number] = kept.number(names.name(number));
                keptProducts.add(product);
            }
        }
        names = kept;
        products = keptProducts;
        return newNumbers;
    }
}
