package io.tillstream.ingest.privacy;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Envelope;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows whether a person consents: by what the event itself says, else by what the person said before, else by what the browser signals, else yes. */
final class Consent {

    private static final String CONTEXT = "context";
    private static final String CONSENT = "consent";

    private final PrivacyPolicy policy;
    private final ConsentMemory memory;

    Consent(PrivacyPolicy policy, ConsentMemory memory) {
        this.policy = policy;
        this.memory = memory;
    }

    /** Whether the person behind an event consents to being analysed. */
    boolean analytics(CommerceEvent event, Signals signals) {
        Boolean said = said(event, policy.analyticsPurposes());
        if (said != null) {
            return said;
        }
        Boolean before = before(event.envelope());
        if (before != null) {
            return before;
        }
        return !(policy.honoursDoNotTrack() && signals.doNotTrack())
                && !(policy.honoursGlobalPrivacyControl() && signals.globalPrivacyControl());
    }

    /** Heeds a withdrawal for all that comes after it, also in the same body. A grant is heeded once it is on the log. */
    void heed(CommerceEvent event) {
        if (event instanceof CommerceEvent.ConsentChanged said && !said.granted()) {
            memory.withdrawn(said);
        }
    }

    private @Nullable Boolean before(Envelope who) {
        if (who.customerId() == null && who.anonymousId() == null) {
            return null;
        }
        Boolean before = memory.analytics(who.key());
        return before == null && who.customerId() != null && who.anonymousId() != null
                ? memory.analytics(Envelope.ANONYMOUS_PREFIX + who.anonymousId())
                : before;
    }

    /** Whether the event itself says that the person is not to be followed from an advertisement. */
    boolean refusesAdvertising(CommerceEvent event) {
        return Boolean.FALSE.equals(said(event, policy.advertisingPurposes()));
    }

    /** What {@code context.consent} says of purposes: no when any of them is refused, yes when any is granted, null when none is named. */
    private static @Nullable Boolean said(CommerceEvent event, Set<String> purposes) {
        Map<String, Object> properties = event.envelope().properties();
        if (properties.isEmpty()
                || !(properties.get(CONTEXT) instanceof Map<?, ?> context)
                || !(context.get(CONSENT) instanceof Map<?, ?> consent)) {
            return null;
        }
        Boolean said = null;
        for (Map.Entry<?, ?> each : consent.entrySet()) {
            String purpose = String.valueOf(each.getKey()).toLowerCase(Locale.ROOT);
            if (purposes.contains(purpose) && each.getValue() instanceof Boolean granted) {
                said = said == null ? granted : said && granted;
            }
        }
        return said;
    }
}
