package io.tillstream.simulator.experience;

/** How somebody feels about an order. */
public enum Mood {
    /** Content: 8 and above. */
    GLAD,
    /** Neither: 6 and 7. */
    SO_SO,
    /** Not content: below 6. */
    CROSS;

    /** The mood of a score of 0–10. */
    public static Mood of(int score) {
        if (score >= 8) {
            return GLAD;
        }
        return score >= 6 ? SO_SO : CROSS;
    }
}
