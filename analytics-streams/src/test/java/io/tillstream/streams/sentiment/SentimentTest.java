package io.tillstream.streams.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentTest {

    /** The examples that VADER's authors publish with their program, and their scores. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "VADER is smart, handsome, and funny. | 0.8316",
                "VADER is smart, handsome, and funny! | 0.8439",
                "VADER is very smart, handsome, and funny. | 0.8545",
                "VADER is VERY SMART, handsome, and FUNNY. | 0.9227",
                "VADER is VERY SMART, handsome, and FUNNY!!! | 0.9342",
                "VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!! | 0.9469",
                "VADER is not smart, handsome, nor funny. | -0.7424",
                "The book was good. | 0.4404",
                "At least it isn't a horrible book. | 0.431",
                "The book was only kind of good. | 0.3832",
                "The plot was good, but the characters are uncompelling and the dialog is not great. | -0.7042",
                "Today SUX! | -0.5461",
                "Today only kinda sux! But I'll get by, lol | 0.5249",
                "Make sure you :) or :D today! | 0.8633",
                "Not bad at all | 0.431"
            })
    void shouldScorePublishedExamples(String text, double compound) {
        assertThat(Sentiment.compound(text)).isEqualTo(compound);
    }

    /** 1,000 sentences of Amazon reviews and the scores that the reference program gives them; 84.5 % are on the right side. */
    @Test
    void shouldScoreEachReviewAsTheReferenceProgram() throws IOException {
        List<String> reviews = lines("amazon_cells_labelled.txt.gz");
        List<String> scores = lines("amazon_vader_scores.csv.gz");
        int right = 0;
        for (int i = 0; i < reviews.size(); i++) {
            String[] review = reviews.get(i).split("\t");
            String[] score = scores.get(i + 1).split(",");
            double compound = Sentiment.compound(review[0]);
            assertThat(compound).as(review[0]).isCloseTo(Double.parseDouble(score[2]), within(1e-4));
            right += Sentiment.label(compound).equals("positive") == review[1].equals("1") ? 1 : 0;
        }
        assertThat(reviews).hasSize(1_000);
        assertThat(right).isEqualTo(845);
    }

    @Test
    void shouldFindNoMoodInNothing() {
        assertThat(Sentiment.compound("")).isZero();
        assertThat(Sentiment.compound(" \n ")).isZero();
        assertThat(Sentiment.compound("!!! ???")).isZero();
        assertThat(Sentiment.compound("but")).isZero();
    }

    @Test
    void shouldReadTheBeginningOfALongText() {
        String text = "good ".repeat(1_000);
        assertThat(Sentiment.compound(text + "horrible ".repeat(2_000))).isEqualTo(Sentiment.compound(text));
    }

    @Test
    void shouldNameMoodsByThePublishedThresholds() {
        assertThat(Sentiment.label(0.05)).isEqualTo("positive");
        assertThat(Sentiment.label(0.0499)).isEqualTo("neutral");
        assertThat(Sentiment.label(-0.0499)).isEqualTo("neutral");
        assertThat(Sentiment.label(-0.05)).isEqualTo("negative");
    }

    private static List<String> lines(String name) throws IOException {
        String folder = System.getenv("TILLSTREAM_DATA");
        Path file = (folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder))
                .resolve("sentiment")
                .resolve(name);
        assumeTrue(Files.exists(file), "no " + name);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
