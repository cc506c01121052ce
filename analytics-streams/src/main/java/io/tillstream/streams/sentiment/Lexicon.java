package io.tillstream.streams.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Words and what they do to the mood of a sentence: VADER's lexicon (MIT licence, beside it) and its lists of modifiers. */
final class Lexicon {

    private static final String RESOURCE = "vader-lexicon.tsv";

    /** By how much a word such as "very" strengthens the next one, and "slightly" weakens it. */
    private static final double STEP = 0.293;

    private static final Set<String> STRENGTHEN = Set.of(("absolutely amazingly awfully completely considerable"
                    + " considerably decidedly deeply effing enormous enormously entirely especially exceptional exceptionally extreme"
                    + " extremely fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin fucking"
                    + " fuggin fugging greatly hella highly hugely incredible incredibly intensely major majorly more most"
                    + " particularly purely quite really remarkably so substantially thoroughly total totally tremendous tremendously"
                    + " uber unbelievably unusually utter utterly very")
            .split(" "));

    private static final Set<String> WEAKEN = Set.of(
            "almost",
            "barely",
            "hardly",
            "just enough",
            "kind of",
            "kinda",
            "kindof",
            "kind-of",
            "less",
            "little",
            "marginal",
            "marginally",
            "occasional",
            "occasionally",
            "partly",
            "scarce",
            "scarcely",
            "slight",
            "slightly",
            "somewhat",
            "sort of",
            "sorta",
            "sortof",
            "sort-of");

    private static final Set<String> NEGATE = Set.of(
            ("aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neither neednt"
                            + " never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt werent uh-uh without wont wouldnt"
                            + " rarely seldom despite")
                    .split(" "));

    private static final Map<String, Double> PHRASES = Map.of(
            "the shit",
            3.0,
            "the bomb",
            3.0,
            "bad ass",
            1.5,
            "badass",
            1.5,
            "bus stop",
            0.0,
            "yeah right",
            -2.0,
            "kiss of death",
            -1.5,
            "to die for",
            3.0,
            "beating heart",
            3.1,
            "broken heart",
            -2.9);

    private final Map<String, Double> valences;

    private Lexicon(Map<String, Double> valences) {
        this.valences = valences;
    }

    /** The lexicon that comes with the product. */
    static Lexicon load() {
        Map<String, Double> valences = new HashMap<>();
        try (InputStream in = Lexicon.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                valences.put(line.substring(0, tab), Double.valueOf(line.substring(tab + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Lexicon(valences);
    }

    /** Whether a lower-case word has a mood of its own. */
    boolean has(String word) {
        return valences.containsKey(word);
    }

    /** The mood of a word that it {@link #has}: −4 to 4. */
    double valence(String word) {
        return valences.getOrDefault(word, 0.0);
    }

    /** What a lower-case word or phrase adds to a positive neighbour; 0 for most. */
    static double booster(String words) {
        if (STRENGTHEN.contains(words)) {
            return STEP;
        }
        return WEAKEN.contains(words) ? -STEP : 0;
    }

    /** Whether a lower-case word turns what follows into its opposite. */
    static boolean negates(String word) {
        return NEGATE.contains(word) || word.contains("n't");
    }

    /** The mood of an idiom, or NaN. */
    static double phrase(String words) {
        return PHRASES.getOrDefault(words, Double.NaN);
    }
}
