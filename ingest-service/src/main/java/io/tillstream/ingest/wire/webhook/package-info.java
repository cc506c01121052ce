/** Webhooks of shop systems, signed with a secret. */
@NullMarked
package io.tillstream.ingest.wire.webhook;

import org.jspecify.annotations.NullMarked;
