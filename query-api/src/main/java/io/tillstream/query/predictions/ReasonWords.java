package io.tillstream.query.predictions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Features in words for readers who do not know the model. */
public final class ReasonWords {

    private ReasonWords() {}

    /** The feature in words. */
    public static String title(String feature) {
        String words = feature.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String of(String feature, double value, @Nullable Double averageGapDays) {
        return title(feature) + ": " + value;
    }
}
