package io.tillstream.simulator.population;

import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.simulator.random.Dice;
import java.time.Instant;

/**
 * An invented person. Mail addresses end in {@code example.com} and telephone numbers lie in the range that is kept for fiction, so that no message
 * can reach anybody.
 */
public record Person(String name, String email, String phone, int age, String ageGroup, String gender, City city) {

    /** What the shop knows of this person. */
    public CustomerDetails details(Instant registeredAt) {
        return new CustomerDetails(name, email, phone, ageGroup, gender, city.name(), city.country(), registeredAt);
    }

    /** An invented telephone number. */
    public static String phone(Dice dice) {
        return String.format(
                "+1-%d-555-01%02d", 200 + (int) (dice.nextDouble() * 780), (int) (dice.nextDouble() * 100));
    }

    static String ageGroupOf(int age) {
        if (age <= 25) {
            return "18-25";
        }
        if (age <= 35) {
            return "26-35";
        }
        if (age <= 45) {
            return "36-45";
        }
        return age <= 55 ? "46-55" : "55+";
    }
}
