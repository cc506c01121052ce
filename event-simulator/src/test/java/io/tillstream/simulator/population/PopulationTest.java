package io.tillstream.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PopulationTest {

    private static final List<City> CITIES =
            City.DEFAULT_NAMES.stream().map(City::of).toList();
    private static final int SIZE = 20_000;

    private static List<Population.Member> members(long seed, int size) {
        Population population = new Population(seed, CITIES);
        return Stream.generate(population::next).limit(size).toList();
    }

    @Test
    void shouldDrawOrderRatesFromTheGammaDistribution() {
        double[] rates = members(42, SIZE).stream()
                .mapToDouble(member -> member.habits().ordersPerWeek())
                .toArray();
        double mean = java.util.Arrays.stream(rates).average().orElseThrow();
        double variance = java.util.Arrays.stream(rates)
                .map(rate -> (rate - mean) * (rate - mean))
                .average()
                .orElseThrow();
        // shape 1.2 and scale 0.1: mean 0.12 and variance 0.012 orders a week; standard errors 0.0008 and 0.0002
        assertThat(mean).isCloseTo(0.12, within(0.004));
        assertThat(variance).isCloseTo(0.012, within(0.001));
    }

    @Test
    void shouldLiveInTheFiveCitiesAndEveryAgeGroup() {
        Map<String, Long> cities = members(42, SIZE).stream()
                .collect(Collectors.groupingBy(m -> m.person().city().name(), Collectors.counting()));
        assertThat(cities.keySet())
                .containsExactlyInAnyOrder("New York", "Los Angeles", "Chicago", "Houston", "Phoenix");
        // 8.3 of 18.9 million
        assertThat(cities.getOrDefault("New York", 0L) / (double) SIZE).isCloseTo(0.439, within(0.015));
        Map<String, Long> ages = members(42, SIZE).stream()
                .collect(Collectors.groupingBy(m -> m.person().ageGroup(), Collectors.counting()));
        assertThat(ages.keySet()).containsExactlyInAnyOrder("18-25", "26-35", "36-45", "46-55", "55+");
        assertThat(ages.values()).allMatch(count -> count > SIZE / 20);
    }

    @Test
    void shouldGroupAgesAtTheirBounds() {
        assertThat(Stream.of(18, 25, 26, 35, 36, 45, 46, 55, 56).map(Person::ageGroupOf))
                .containsExactly("18-25", "18-25", "26-35", "26-35", "36-45", "36-45", "46-55", "46-55", "55+");
    }

    @Test
    void shouldInventPersonsWhomNoMessageReaches() {
        List<Population.Member> members = members(42, 3000);
        assertThat(members).allSatisfy(member -> {
            assertThat(member.person().email()).matches("[a-z.]+[0-9]+@example\\.com");
            assertThat(member.person().phone()).matches("\\+1-[2-9][0-9]{2}-555-01[0-9]{2}");
        });
        assertThat(members.stream().map(member -> member.person().email()).distinct())
                .hasSize(3000);
    }

    @Test
    void shouldInventTheSamePersonsForTheSameSeed() {
        assertThat(members(42, 300).stream().map(Population.Member::person))
                .containsExactlyElementsOf(
                        members(42, 300).stream().map(Population.Member::person).toList());
        assertThat(members(43, 1).getFirst().person())
                .isNotEqualTo(members(42, 1).getFirst().person());
    }

    @Test
    void shouldSayWhichCitiesThereAre() {
        assertThatThrownBy(() -> City.of("Atlantis"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cities: \"Atlantis\" is not known")
                .hasMessageContaining("New York");
        assertThat(City.of(" Berlin ").country()).isEqualTo("DE");
    }
}
