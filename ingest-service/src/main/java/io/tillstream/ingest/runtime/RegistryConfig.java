package io.tillstream.ingest.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tillstream.ingest.registry.CompatibilityLevel;
import io.tillstream.ingest.registry.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A schema registry of other teams, Apicurio Registry 3, that gets the JSON Schemas; see docs/contracts.md. */
@ConfigMapping(prefix = "tillstream.registry")
interface RegistryConfig {

    /** Address of an Apicurio Registry 3 that gets the JSON Schemas at each start, such as {@code https://registry:8443}; without it none does. */
    Optional<URI> url();

    /** Group of the registry that the schemas are put in. */
    @WithDefault("tillstream")
    String group();

    /** Compatibility rule of each event's schema: NONE, BACKWARD, FORWARD, FULL, each of these also with _TRANSITIVE. */
    @WithDefault("NONE")
    CompatibilityLevel eventCompatibility();

    /** Compatibility rule of each output's schema, one of the same. */
    @WithDefault("FORWARD")
    CompatibilityLevel outputCompatibility();

    /** Name for basic authentication at the registry; without it the file of credentials holds a bearer token. */
    Optional<String> username();

    /** File with a bearer token for the registry or, when there is a username, with its password; read again at each request. Without it nobody logs in. */
    Optional<Path> credentialsFile();

    /** All of it; empty without an address. */
    default Optional<RegistrySettings> settings() {
        return url().map(address -> new RegistrySettings(
                address, group(), eventCompatibility(), outputCompatibility(), username(), credentialsFile()));
    }
}
