package io.tillstream.ingest.privacy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillstream.contracts.event.EventReader;
import java.util.Set;

/** Doors for tests. */
public final class PrivacyDoors {

    private PrivacyDoors() {}

    /** One with the settings that an installation has when nothing is set. */
    public static PrivacyDoor usual(EventReader reader) {
        return of(
                reader,
                PrivacyPolicy.PersonalFields.BY_DOOR,
                PrivacyPolicy.WithoutConsent.WITHHOLD,
                ConsentMemory.NONE);
    }

    /** One with a policy of personal fields, and all else as usual. */
    public static PrivacyDoor with(EventReader reader, PrivacyPolicy.PersonalFields fields) {
        return of(reader, fields, PrivacyPolicy.WithoutConsent.WITHHOLD, ConsentMemory.NONE);
    }

    static PrivacyDoor of(
            EventReader reader,
            PrivacyPolicy.PersonalFields fields,
            PrivacyPolicy.WithoutConsent withoutConsent,
            ConsentMemory memory) {
        return new PrivacyDoor(
                reader,
                new PrivacyPolicy(fields, withoutConsent, true, true, true, Set.of("analytics"), Set.of("advertising")),
                new PrivacyCounts(new SimpleMeterRegistry()),
                memory);
    }
}
