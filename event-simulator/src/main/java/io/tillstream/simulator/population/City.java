package io.tillstream.simulator.population;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where shoppers live.
 *
 * @param country ISO 3166 code
 * @param weight relative number of shoppers
 */
public record City(String name, String country, double weight) {

    /** The cities that an installation has unless it chooses others. */
    public static final List<String> DEFAULT_NAMES =
            List.of("New York", "Los Angeles", "Chicago", "Houston", "Phoenix");

    private static final Map<String, City> KNOWN = known(
            new City("New York", "US", 8.3),
            new City("Los Angeles", "US", 3.9),
            new City("Chicago", "US", 2.7),
            new City("Houston", "US", 2.3),
            new City("Phoenix", "US", 1.7),
            new City("Philadelphia", "US", 1.6),
            new City("San Antonio", "US", 1.5),
            new City("San Diego", "US", 1.4),
            new City("Dallas", "US", 1.3),
            new City("Austin", "US", 1.0),
            new City("Seattle", "US", 0.75),
            new City("Denver", "US", 0.72),
            new City("Boston", "US", 0.65),
            new City("Miami", "US", 0.45),
            new City("Toronto", "CA", 2.8),
            new City("London", "GB", 8.9),
            new City("Manchester", "GB", 0.55),
            new City("Dublin", "IE", 0.6),
            new City("Paris", "FR", 2.1),
            new City("Berlin", "DE", 3.7),
            new City("Hamburg", "DE", 1.9),
            new City("Madrid", "ES", 3.3),
            new City("Amsterdam", "NL", 0.9),
            new City("Sydney", "AU", 5.3));

    /**
     * The city of a name.
     *
     * @throws IllegalArgumentException naming the cities there are, when it is not one of them
     */
    public static City of(String name) {
        City city = KNOWN.get(name.strip());
        if (city == null) {
            throw new IllegalArgumentException(
                    "cities: \"" + name + "\" is not known; known are " + String.join(", ", KNOWN.keySet()));
        }
        return city;
    }

    private static Map<String, City> known(City... cities) {
        Map<String, City> byName = new LinkedHashMap<>();
        for (City city : cities) {
            byName.put(city.name(), city);
        }
        return byName;
    }
}
