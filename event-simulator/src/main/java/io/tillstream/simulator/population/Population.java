package io.tillstream.simulator.population;

import io.tillstream.simulator.random.Dice;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Invents shoppers, one after the other: the n-th of a seed is always the same person with the same habits. Not thread-safe.
 *
 * <p>The parameters give a shop of medium size: an order every eight weeks on average from an active customer, most customers below that and a few far
 * above it, one visit in twelve an order.
 */
public final class Population {

    /** Shape of the gamma distribution of order rates; below 1.5, as fitted to most retail data, means a few buy very much more. */
    static final double RATE_SHAPE = 1.2;
    /** Scale of that distribution, in orders a week. */
    static final double RATE_SCALE = 0.10;
    /** The beta distribution of the conversion of visits; mean 8.3 %. */
    static final double CONVERSION_A = 6;

    static final double CONVERSION_B = 66;
    /** The beta distribution of dropout after an order; mean 8 %. */
    static final double DROPOUT_A = 0.9;

    static final double DROPOUT_B = 10.35;
    /** Standard deviation of the logarithm of the spend level. */
    static final double SPEND_SIGMA = 0.45;

    private static final double MEAN_AGE = 39;
    private static final double AGE_DEVIATION = 13;
    private static final int ADULT = 18;
    private static final int OLDEST = 84;

    /** Weights of Electronics, Clothing, Food, Books, Home by age group; the sum of a row sets how alike its members are. */
    private static final double[][] TASTE_BY_AGE = {
        {1.6, 1.7, 0.6, 0.5, 0.4},
        {1.4, 1.4, 0.9, 0.6, 0.8},
        {1.1, 1.1, 1.1, 0.7, 1.2},
        {0.8, 0.9, 1.3, 0.9, 1.3},
        {0.5, 0.7, 1.5, 1.3, 1.1}
    };

    private final long seed;
    private final List<City> cities;
    private final double[] cityWeights;
    private final Faker faker;
    private int next;

    /**
     * @param seed the shop's seed
     * @param cities where shoppers live, at least one
     */
    public Population(long seed, List<City> cities) {
        this.seed = seed;
        this.cities = List.copyOf(cities);
        this.cityWeights =
                Dice.cumulate(cities.stream().mapToDouble(City::weight).toArray());
        this.faker = new Faker(Locale.US, new Random(seed));
    }

    /** The next shopper. */
    public Member next() {
        int index = next++;
        Dice dice = Dice.of(seed, index);
        Person person = person(dice, index);
        return new Member(index, person, habits(dice, person.age()), dice);
    }

    /** A visitor whom the shop does not know: habits, but no name. */
    public static Habits stranger(Dice dice) {
        return habits(dice, (int) (ADULT + dice.nextDouble() * 50));
    }

    /**
     * One shopper.
     *
     * @param dice what decides this shopper's further life
     */
    public record Member(int index, Person person, Habits habits, Dice dice) {}

    private Person person(Dice dice, int index) {
        boolean female = dice.chance(0.52);
        String first = female ? faker.name().femaleFirstName() : faker.name().maleFirstName();
        String last = faker.name().lastName();
        int age = Math.clamp(Math.round(MEAN_AGE + AGE_DEVIATION * dice.nextGaussian()), ADULT, OLDEST);
        City city = cities.get(dice.weighted(cityWeights));
        String gender = dice.chance(0.02) ? "other" : female ? "female" : "male";
        String email =
                (first + "." + last).toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "") + (index + 1) + "@example.com";
        String phone = Person.phone(dice);
        return new Person(first + " " + last, email, phone, age, Person.ageGroupOf(age), gender, city);
    }

    private static Habits habits(Dice dice, int age) {
        double rate = Math.max(0.002, dice.gamma(RATE_SHAPE, RATE_SCALE));
        double conversion = Math.max(0.02, dice.beta(CONVERSION_A, CONVERSION_B));
        double dropout = dice.beta(DROPOUT_A, DROPOUT_B);
        double spendLevel = dice.logNormal(1, SPEND_SIGMA);
        double priceSensitivity = dice.beta(2, 2);
        double[] weights = TASTE_BY_AGE[Math.clamp((age - 16) / 10, 0, TASTE_BY_AGE.length - 1)].clone();
        for (int i = 0; i < weights.length; i++) {
            // independent gammas, normalised by the draw, are a Dirichlet distribution
            weights[i] = dice.gamma(weights[i], 1) + 1e-6;
        }
        boolean app = dice.chance(age < 36 ? 0.5 : 0.25);
        double mark = dice.nextDouble();
        String device = app ? "mobile" : mark < 0.5 ? "desktop" : mark < 0.88 ? "mobile" : "tablet";
        return new Habits(rate, conversion, dropout, spendLevel, priceSensitivity, Dice.cumulate(weights), app, device);
    }
}
