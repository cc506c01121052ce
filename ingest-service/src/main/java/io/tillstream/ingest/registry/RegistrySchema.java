package io.tillstream.ingest.registry;

import io.tillstream.contracts.schema.ContractSchemas;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A schema as it stands in the registry.
 *
 * @param artifactId its name with {@code .} for {@code /}: {@code purchase}, {@code output.customer-profile}
 * @param text self-contained JSON Schema
 * @param output whether it is of what this product writes and others read, not of an event that others send
 */
record RegistrySchema(String artifactId, String text, boolean output) {

    private static final String OUTPUT = "output/";

    /** One per action, one per output record. */
    static List<RegistrySchema> all() {
        return Stream.concat(
                        ContractSchemas.ofEvents().stream(),
                        ContractSchemas.names().stream().filter(name -> name.startsWith(OUTPUT)))
                .map(RegistrySchema::of)
                .toList();
    }

    private static RegistrySchema of(String name) {
        String text = Objects.requireNonNull(ContractSchemas.text(name));
        return new RegistrySchema(name.replace('/', '.'), new SelfContained(text).text(), name.startsWith(OUTPUT));
    }
}
