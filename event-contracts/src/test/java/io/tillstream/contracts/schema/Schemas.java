package io.tillstream.contracts.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates JSON against the schemas of this module. */
public final class Schemas {

    private static final String BASE = "https://tillstream.io/schemas/";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas::content)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    /** What is wrong with a document, fields on the top level that the schema does not declare included. */
    public List<Error> problems(String schema, String json) {
        String strict = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:strict:" + schema
                + "\",\"$ref\":\"" + BASE + schema + "\",\"unevaluatedProperties\":false}";
        return registry.getSchema(SchemaLocation.of("urn:strict:" + schema), strict, InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }

    private static @Nullable String content(String iri) {
        if (!iri.startsWith(BASE)) {
            return null;
        }
        try (InputStream in = Schemas.class.getResourceAsStream("/schemas/" + iri.substring(BASE.length()))) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + iri);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
