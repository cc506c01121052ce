package io.tillstream.contracts.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the trainer; the value of the internal topic of model commands.
 *
 * @param id unique; also the id of the training run it starts
 * @param command {@code train}, {@code promote} (a kept version becomes the champion), {@code pin} (training leaves the champion as it is) or {@code unpin}
 * @param model which model; null trains all
 * @param version which kept version, for {@code promote}
 * @param by who
 * @param at when
 */
public record ModelCommand(
        String id,
        String command,
        @Nullable String model,
        @Nullable String version,
        String by,
        Instant at) {}
