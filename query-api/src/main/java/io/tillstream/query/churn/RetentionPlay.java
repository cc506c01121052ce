package io.tillstream.query.churn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do for customers of a churn tier, by what they are worth. Rewards are those of the clusters: the more a customer is worth, the more it may cost to
 * keep them; who is not at risk gets no discount.
 *
 * @param tier churn tier
 * @param worth {@code high}, {@code middle} or {@code low}
 * @param title the play in a few words
 * @param action what to do
 * @param reward what to offer
 */
public record RetentionPlay(String tier, String worth, String title, String action, String reward) {

    /** All plays: the greatest risk first, and in it the greatest worth. */
    static final List<RetentionPlay> ALL = List.of(
            new RetentionPlay(
                    "High",
                    "high",
                    "Win back in person",
                    "Call within two days, ask what went wrong and put it right.",
                    "25 % and VIP concierge"),
            new RetentionPlay(
                    "High",
                    "middle",
                    "Personal offer",
                    "Write with an offer on what they used to buy, valid for 14 days; remind once after a week.",
                    "20 % and free shipping"),
            new RetentionPlay(
                    "High", "low", "Automatic win-back", "Send the win-back mail; no call.", "10 % or points"),
            new RetentionPlay(
                    "Medium",
                    "high",
                    "Early access",
                    "Write a personal note and show new products of their category first.",
                    "20 % and free shipping"),
            new RetentionPlay(
                    "Medium",
                    "middle",
                    "Bring to mind",
                    "Show what goes with their last purchase.",
                    "15 % or birthday bonus"),
            new RetentionPlay(
                    "Medium", "low", "Bring to mind at no cost", "Show what sells best in their category.", "points"),
            new RetentionPlay(
                    "Low",
                    "high",
                    "Thank and ask",
                    "Thank them, ask for a review and for friends.",
                    "VIP concierge, no discount"),
            new RetentionPlay("Low", "middle", "Sell along", "Show what others bought with it.", "points, no discount"),
            new RetentionPlay("Low", "low", "Leave alone", "Usual newsletter.", "points, no discount"));

    /** The play for a customer; null for one without a tier. */
    static @Nullable RetentionPlay of(@Nullable String tier, String worth) {
        return ALL.stream()
                .filter(play -> play.tier().equals(tier) && play.worth().equals(worth))
                .findFirst()
                .orElse(null);
    }
}
