package io.tillstream.streams.sentiment;

/** The mood of each word of one text, by the words around it. Follows VADER's reference program step by step. */
final class SentenceMoods {

    private static final double CAPITALS = 0.733;
    private static final double OPPOSITE = -0.74;
    private static final double NEVER_SO = 1.25;

    /** How far back a word is looked for that changes the mood. */
    private static final int REACH = 3;

    /** What is left of a strengthening word's effect when one or two words stand between. */
    private static final double[] FADING = {1, 0.95, 0.9};

    private final Lexicon lexicon;
    private final Words words;

    SentenceMoods(Lexicon lexicon, Words words) {
        this.lexicon = lexicon;
        this.words = words;
    }

    double[] all() {
        double[] moods = new double[words.size()];
        for (int i = 0; i < moods.length; i++) {
            boolean kindOf = i < moods.length - 1 && is(i, "kind") && is(i + 1, "of");
            boolean changesOthers = Lexicon.booster(words.at(i)) != 0;
            moods[i] = kindOf || changesOthers || !lexicon.has(words.at(i)) ? 0 : mood(i);
        }
        turnAtBut(moods);
        return moods;
    }

    private double mood(int i) {
        double own = lexicon.valence(words.at(i));
        double mood = own;
        if (is(i, "no") && i < words.size() - 1 && lexicon.has(words.at(i + 1))) {
            mood = 0;
        }
        if (i > 0 && is(i - 1, "no")
                || i > 1 && is(i - 2, "no")
                || i > 2 && is(i - 3, "no") && (is(i - 1, "or") || is(i - 1, "nor"))) {
            mood = own * OPPOSITE;
        }
        if (words.isShouted(i)) {
            mood += mood > 0 ? CAPITALS : -CAPITALS;
        }
        for (int before = 0; before < REACH; before++) {
            if (i > before && !lexicon.has(words.at(i - before - 1))) {
                mood += FADING[before] * boost(i - before - 1, mood);
                mood = negated(mood, i, before);
                if (before == REACH - 1) {
                    mood = idiom(mood, i);
                }
            }
        }
        return least(mood, i);
    }

    private double boost(int i, double mood) {
        double step = Lexicon.booster(words.at(i));
        if (step == 0) {
            return 0;
        }
        double signed = mood < 0 ? -step : step;
        if (!words.isShouted(i)) {
            return signed;
        }
        return mood > 0 ? signed + CAPITALS : signed - CAPITALS;
    }

    private double negated(double mood, int i, int before) {
        int at = i - before - 1;
        if (before == 1) {
            if (is(at, "never") && isSoOrThis(i - 1)) {
                return mood * NEVER_SO;
            }
            if (is(at, "without") && is(i - 1, "doubt")) {
                return mood;
            }
        }
        if (before == 2) {
            // the reference program's "and" binds before its "or": the last word alone is enough
            if (is(at, "never") && isSoOrThis(i - 2) || isSoOrThis(i - 1)) {
                return mood * NEVER_SO;
            }
            if (is(at, "without") && (is(i - 2, "doubt") || is(i - 1, "doubt"))) {
                return mood;
            }
        }
        return Lexicon.negates(words.at(at)) ? mood * OPPOSITE : mood;
    }

    private double idiom(double mood, int i) {
        int[][] before = {{i - 1, i}, {i - 2, i}, {i - 2, i - 1}, {i - 3, i - 1}, {i - 3, i - 2}};
        double changed = mood;
        for (int[] span : before) {
            double phrase = Lexicon.phrase(words.phrase(span[0], span[1]));
            if (!Double.isNaN(phrase)) {
                changed = phrase;
                break;
            }
        }
        for (int last = i + 1; last <= i + 2 && last < words.size(); last++) {
            double phrase = Lexicon.phrase(words.phrase(i, last));
            changed = Double.isNaN(phrase) ? changed : phrase;
        }
        return changed
                + Lexicon.booster(words.phrase(i - 3, i - 1))
                + Lexicon.booster(words.phrase(i - 3, i - 2))
                + Lexicon.booster(words.phrase(i - 2, i - 1));
    }

    private double least(double mood, int i) {
        boolean isLeast = i > 0 && is(i - 1, "least") && !lexicon.has("least");
        boolean isMore = i > 1 && (is(i - 2, "at") || is(i - 2, "very"));
        return isLeast && !isMore ? mood * OPPOSITE : mood;
    }

    /**
     * What stands before "but" counts half, what stands behind it one and a half times. The reference program looks each mood up by its value and changes the
     * first that is equal, which this does too.
     */
    private void turnAtBut(double[] moods) {
        int but = words.lower().indexOf("but");
        if (but < 0) {
            return;
        }
        for (int i = 0; i < moods.length; i++) {
            int first = 0;
            while (moods[first] != moods[i]) {
                first++;
            }
            if (first != but) {
                moods[first] *= first < but ? 0.5 : 1.5;
            }
        }
    }

    private boolean isSoOrThis(int i) {
        return is(i, "so") || is(i, "this");
    }

    private boolean is(int i, String word) {
        return words.at(i).equals(word);
    }
}
