package io.tillstream.ingest.registry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the registry is and how this service logs in there.
 *
 * @param url scheme, host, port and, behind a proxy, a path; {@code /apis/registry/v3} is added to it
 * @param group the registry's group that the schemas are put in
 * @param events the rule for schemas of events
 * @param outputs the rule for schemas of outputs
 * @param username name for HTTP's basic authentication; without it a bearer token is sent
 * @param credentialsFile file with that name's password, or else with the token; read at each request, so that it may be replaced
 */
public record RegistrySettings(
        URI url,
        String group,
        CompatibilityLevel events,
        CompatibilityLevel outputs,
        Optional<String> username,
        Optional<Path> credentialsFile) {

    CompatibilityLevel level(RegistrySchema schema) {
        return schema.output() ? outputs : events;
    }
}
