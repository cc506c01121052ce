package io.tillstream.ingest.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.ingest.keys.SigningSecrets;
import io.tillstream.ingest.plan.PlanCheck;
import io.tillstream.ingest.privacy.PrivacyDoor;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.wire.WireFormats;
import io.tillstream.ingest.wire.WireIntake;
import io.tillstream.ingest.wire.WireMetrics;
import io.tillstream.ingest.wire.cloudevents.CloudEventsFormat;
import io.tillstream.ingest.wire.ga4.Ga4Debug;
import io.tillstream.ingest.wire.ga4.Ga4Format;
import io.tillstream.ingest.wire.jitsu.JitsuFormat;
import io.tillstream.ingest.wire.posthog.PosthogFormat;
import io.tillstream.ingest.wire.segment.SegmentFormat;
import io.tillstream.ingest.wire.snowplow.SnowplowFormat;
import io.tillstream.ingest.wire.webhook.ShopifyFormat;
import io.tillstream.ingest.wire.webhook.WooCommerceFormat;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Builds the wire formats from their configuration. */
@Singleton
final class WireBeans {

    @Produces
    @Singleton
    WireFormats wireFormats(IngestConfig config, Clock clock) {
        SigningSecrets secrets =
                new SigningSecrets(config.ingest().webhookSecretsFile().orElse(null), clock);
        return new WireFormats(List.of(
                new SegmentFormat(),
                new PosthogFormat(),
                new JitsuFormat(),
                new Ga4Format(),
                new SnowplowFormat(),
                new CloudEventsFormat(),
                new ShopifyFormat(secrets),
                new WooCommerceFormat(secrets)));
    }

    @Produces
    @Singleton
    EventReader eventReader(IngestConfig config) {
        return new EventReader(config.currency());
    }

    @Produces
    @Singleton
    WireIntake wireIntake(
            EventReader reader,
            PrivacyDoor privacy,
            PlanCheck plan,
            EventPublisher publisher,
            MeterRegistry registry,
            Clock clock) {
        return new WireIntake(reader, privacy, plan, publisher, new WireMetrics(registry), clock);
    }

    @Produces
    @Singleton
    Ga4Debug ga4Debug(EventReader reader, PrivacyDoor privacy) {
        return new Ga4Debug(reader, privacy);
    }
}
