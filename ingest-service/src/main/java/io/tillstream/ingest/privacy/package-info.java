/** Privacy at the door: what of an event may be kept, and whether it may be counted at all. See docs/privacy.md. */
@NullMarked
package io.tillstream.ingest.privacy;

import org.jspecify.annotations.NullMarked;
