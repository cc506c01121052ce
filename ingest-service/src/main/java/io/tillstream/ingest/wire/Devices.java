package io.tillstream.ingest.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What trackers say of devices and channels, in the words of the canonical form. */
public final class Devices {

    private Devices() {}

    /** {@code mobile}, {@code tablet} or {@code desktop}: what the tracker says, else what the browser's own description gives away; null when neither does. */
    public static @Nullable String device(@Nullable String type, @Nullable String userAgent) {
        if (type != null) {
            return switch (type.toLowerCase(Locale.ROOT)) {
                case "mobile", "phone", "smartphone", "ios", "android" -> "mobile";
                case "tablet", "ipad" -> "tablet";
                case "desktop", "pc", "web", "browser", "computer" -> "desktop";
                default -> type.toLowerCase(Locale.ROOT);
            };
        }
        if (userAgent == null || !userAgent.startsWith("Mozilla/")) {
            return null;
        }
        if (userAgent.contains("iPad") || userAgent.contains("Tablet")) {
            return "tablet";
        }
        return userAgent.contains("Mobi") ? "mobile" : "desktop";
    }

    /** {@code web} or {@code app}; null for servers and what is not known. */
    public static @Nullable String channel(@Nullable String channel, @Nullable String platform) {
        if (channel != null) {
            switch (channel.toLowerCase(Locale.ROOT)) {
                case "web", "browser" -> {
                    return "web";
                }
                case "mobile", "app", "mob" -> {
                    return "app";
                }
                default -> {}
            }
        }
        if (platform == null) {
            return null;
        }
        return switch (platform.toLowerCase(Locale.ROOT)) {
            case "ios", "android" -> "app";
            default -> null;
        };
    }
}
