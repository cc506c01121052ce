package io.tillstream.ingest.privacy;

import io.tillstream.contracts.event.CommerceEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sees whether an event that is right may hold something personal in its texts; nearly none does, and only those are looked at closely. */
final class Traces {

    private Traces() {}

    /** Whether it may. */
    static boolean isIn(CommerceEvent event) {
        Map<String, Object> properties = event.envelope().properties();
        if (!properties.isEmpty() && isInValue(properties)) {
            return true;
        }
        return switch (event) {
            case CommerceEvent.PageView view -> isInText(view.url()) || isInText(view.title());
            case CommerceEvent.Search search -> isInText(search.query());
            case CommerceEvent.SurveyAnswered survey -> isInText(survey.comment());
            case CommerceEvent.FeedbackGiven feedback -> isInText(feedback.text());
            default -> false;
        };
    }

    private static boolean isInValue(@Nullable Object value) {
        return switch (value) {
            case String text -> isInText(text);
            case Map<?, ?> map -> {
                for (Object each : map.values()) {
                    if (isInValue(each)) {
                        yield true;
                    }
                }
                yield false;
            }
            case List<?> list -> {
                for (Object each : list) {
                    if (isInValue(each)) {
                        yield true;
                    }
                }
                yield false;
            }
            case null, default -> false;
        };
    }

    private static boolean isInText(@Nullable String text) {
        return text != null && (EventCleaner.holdsMail(text) || NetworkAddresses.shortened(text) != null);
    }
}
