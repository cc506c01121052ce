/** PostHog's capture API. */
@NullMarked
package io.tillstream.ingest.wire.posthog;

import org.jspecify.annotations.NullMarked;
