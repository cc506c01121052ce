package io.tillstream.query.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPhrasesTest {

    /** The example of Rose and others (2010), figure 1.1; the scores are those of its figure 1.4, to the digit that is printed. */
    @Test
    void shouldScoreTheExampleOfThePaper() {
        KeyPhrases phrases = new KeyPhrases();
        List<String> found = phrases.add(
                "Compatibility of systems of linear constraints over the set of natural numbers. Criteria of compatibility of a system of"
                        + " linear Diophantine equations, strict inequations, and nonstrict inequations are considered. Upper bounds for"
                        + " components of a minimal set of solutions and algorithms of construction of minimal generating sets of solutions"
                        + " for all types of systems are given. These criteria and the corresponding algorithms for constructing a minimal"
                        + " supporting set of solutions can be used in solving all the considered types of systems and systems of mixed"
                        + " types.");
        Map<String, Double> printed = Map.of(
                "minimal generating sets", 8.7,
                "linear diophantine equations", 8.5,
                "minimal supporting set", 7.7,
                "minimal set", 4.7,
                "linear constraints", 4.5,
                "natural numbers", 4.0,
                "strict inequations", 4.0,
                "nonstrict inequations", 4.0,
                "upper bounds", 4.0);
        assertThat(found).containsAll(printed.keySet());
        printed.forEach(
                (phrase, score) -> assertThat(phrases.score(phrase)).as(phrase).isCloseTo(score, within(0.05)));
        assertThat(found)
                .filteredOn(phrase -> !printed.containsKey(phrase))
                .allSatisfy(phrase -> assertThat(phrases.score(phrase)).isLessThan(4));
    }

    @Test
    void shouldPartPhrasesAtStopWordsPunctuationAndNumbers() {
        assertThat(
                        new KeyPhrases()
                                .add(
                                        "The zip-lock’s BROKEN, 3 weeks after I'd bought blue suede shoes (size 42)!\nCustomer service"))
                .containsExactly("zip-lock's broken", "weeks", "bought blue suede shoes", "size", "customer service");
        assertThat(new KeyPhrases().add("")).isEmpty();
        assertThat(new KeyPhrases().add("...and 7 of the -' ones")).isEmpty();
        // a run of five words is no topic
        assertThat(new KeyPhrases().add("parcel arrived late damaged wet. parcel"))
                .containsExactly("parcel");
    }
}
