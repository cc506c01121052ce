package io.tillstream.dashboard.models;

import io.tillstream.contracts.output.ModelCard;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model without its body, see {@link io.tillstream.contracts.output.ModelRecord}. */
record ModelHead(
        String name,
        String version,
        String kind,
        Instant trainedAt,
        @Nullable Instant promotedAt,
        @Nullable String promotedBy,
        boolean pinned,
        ModelCard card) {}
