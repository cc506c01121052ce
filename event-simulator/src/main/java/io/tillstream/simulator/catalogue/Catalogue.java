package io.tillstream.simulator.catalogue;

import io.tillstream.contracts.money.Micros;
import io.tillstream.simulator.random.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the shop sells: a few best sellers and a long tail in each category. Immutable. */
public final class Catalogue {

    /** The categories; a product names one by its index. */
    public static final List<String> CATEGORIES =
            Range.ALL.stream().map(Range::category).toList();

    /** Exponent of Zipf's law for the sales of products by rank; near 1 in most studied shops. */
    private static final double ZIPF_EXPONENT = 0.9;

    private static final int TRIES = 4;

    private final List<Product> products;
    private final List<List<Product>> byCategory;
    private final double[][] popularity;
    private final Map<String, Product> byId = new HashMap<>();

    private Catalogue(List<Product> products) {
        this.products = List.copyOf(products);
        this.byCategory = new ArrayList<>();
        this.popularity = new double[CATEGORIES.size()][];
        for (int category = 0; category < popularity.length; category++) {
            int wanted = category;
            List<Product> members =
                    products.stream().filter(p -> p.category() == wanted).toList();
            byCategory.add(members);
            popularity[category] = Dice.cumulate(
                    members.stream().mapToDouble(Product::popularity).toArray());
        }
        products.forEach(product -> byId.put(product.id(), product));
    }

    /**
     * Makes a catalogue.
     *
     * @param seed the shop's seed
     * @param size number of products, at least one per category
     */
    public static Catalogue of(long seed, int size) {
        if (size < CATEGORIES.size()) {
            throw new IllegalArgumentException(
                    "products: " + size + " is too few, at least " + CATEGORIES.size() + " are needed");
        }
        Dice dice = Dice.of(seed, -1);
        int categories = CATEGORIES.size();
        List<Product> products = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Range range = Range.ALL.get(i % categories);
            int rank = i / categories;
            Range.Thing thing = range.things().get(rank % range.things().size());
            String brand = range.brands()
                    .get((rank / range.things().size() + rank) % range.brands().size());
            int edition = rank / (range.things().size() * range.brands().size());
            String title = brand + " " + thing.name() + (edition == 0 ? "" : " No. " + (edition + 1));
            int membersOfCategory = (size - 1 - i % categories) / categories + 1;
            int companionRank = (int) dice.between(0, membersOfCategory - 1);
            // a companion of the same category in two of three cases
            int companion =
                    dice.chance(0.67) ? companionRank * categories + i % categories : (int) dice.between(0, size - 1);
            String id = productId(i);
            products.add(new Product(
                    i,
                    id,
                    title,
                    i % categories,
                    brand,
                    price(dice.logNormal(thing.price(), 0.25), range.plainPrices()),
                    "/images/products/" + id + ".jpg",
                    // ranks are shuffled a little, so that the list of titles is not the list of best sellers
                    Math.pow(1 + rank, -ZIPF_EXPONENT) * dice.logNormal(1, 0.5),
                    companion,
                    dice.between(40, 1500)));
        }
        return new Catalogue(products);
    }

    /** The id of the product at a place in the catalogue. */
    public static String productId(int index) {
        return String.format("p-%04d", index + 1);
    }

    /** Prices end in .99, cheap ones in .49 too, as shop prices do. */
    private static long price(double amount, boolean halves) {
        double whole = Math.max(1, Math.floor(amount));
        double cents = halves && amount - Math.floor(amount) < 0.5 ? 0.49 : 0.99;
        return Math.round((whole + cents) * 100) * (Micros.PER_UNIT / 100);
    }

    /** All products. */
    public List<Product> products() {
        return products;
    }

    /** The product of an id, or null when there is none. */
    public @Nullable Product byId(String id) {
        return byId.get(id);
    }

    /**
     * A product that a shopper may look at.
     *
     * @param category index of the category
     * @param spendLevel 1 for a shopper of median means; a shopper of higher level is drawn to dearer products
     */
    public Product pick(Dice dice, int category, double spendLevel) {
        List<Product> members = byCategory.get(category);
        Product best = members.get(dice.weighted(popularity[category]));
        double typical = members.get(0).priceMicros();
        for (int i = 1; i < TRIES; i++) {
            double lean = spendLevel * typical / best.priceMicros();
            // what suits the purse is kept, what does not is looked past for the next
            if (dice.nextDouble() < 1 / (1 + Math.pow(Math.log(lean), 2))) {
                return best;
            }
            best = members.get(dice.weighted(popularity[category]));
        }
        return best;
    }

    /** The product that is often bought with this one. */
    public Product companionOf(Product product) {
        return products.get(product.companion());
    }
}
