package io.tillstream.simulator.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.simulator.random.Dice;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void shouldWriteWholeSentencesOfManyKinds() {
        Dice dice = Dice.of(1, 1);
        for (Topic topic : Topic.values()) {
            for (Mood mood : Mood.values()) {
                Set<String> written = new HashSet<>();
                for (int i = 0; i < 300; i++) {
                    String text = Sentences.write(dice, topic, mood, "Acme Kettle", 1);
                    assertThat(text).matches("[A-Z0-9][A-Za-z0-9,:.! ]+[.!]").doesNotContain("  ", " .", "product");
                    written.add(text);
                }
                assertThat(written).as(topic.label() + " " + mood).hasSizeGreaterThan(4);
            }
        }
    }

    @Test
    void shouldNameTheProductAndGoOnWithOtherThings() {
        Dice dice = Dice.of(2, 1);
        boolean named = false;
        for (int i = 0; i < 50; i++) {
            String text = Sentences.write(dice, Topic.QUALITY, Mood.GLAD, "Acme Kettle", 3);
            named |= text.contains("acme kettle");
            assertThat(text.split("(?<=[.!]) ").length).isGreaterThanOrEqualTo(3);
        }
        assertThat(named).isTrue();
    }

    @Test
    void shouldFormAnOpinionByMood() {
        assertThat(Mood.of(8)).isEqualTo(Mood.GLAD);
        assertThat(Mood.of(7)).isEqualTo(Mood.SO_SO);
        assertThat(Mood.of(5)).isEqualTo(Mood.CROSS);
        assertThat(new Opinion(10, false).stars()).isEqualTo(5);
        assertThat(new Opinion(0, true).stars()).isEqualTo(1);
        assertThat(new Opinion(5, true).stars()).isEqualTo(3);
    }
}
