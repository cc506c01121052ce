package io.tillstream.query.models;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.ModelCommand;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.publishing.LogWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the one trainer what is wanted of it. */
@ApplicationScoped
class ModelCommands {

    private static final String ALL_MODELS = "all";

    private final OutputJson<ModelCommand> json = OutputJson.of(ModelCommand.class);
    private final LogWriter log;
    private final Clock clock;

    ModelCommands(LogWriter log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Sends a command and answers with its id, when the log has it. */
    Uni<String> send(String command, @Nullable String model, @Nullable String version, String by) {
        String id = UUID.randomUUID().toString();
        ModelCommand wanted = new ModelCommand(id, command, model, version, by, clock.instant());
        return log.write(TopicCatalogue.MODEL_COMMANDS, model == null ? ALL_MODELS : model, json.write(wanted))
                .replaceWith(id);
    }
}
