package io.tillstream.query.experience;

/**
 * Whether what customers answer goes with what they do.
 *
 * @param answered {@code promoters}, {@code passives} or {@code detractors}
 * @param boughtAgain answers after which the customer bought within 90 days, of all whose 90 days are over
 */
public record NpsRetention(String answered, Share boughtAgain) {}
