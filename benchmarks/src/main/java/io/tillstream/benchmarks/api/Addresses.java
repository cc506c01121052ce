package io.tillstream.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What to ask, out of the service's own OpenAPI document: everything that reads figures. */
final class Addresses {

    /** Signing in and administration: no figures. */
    private static final Pattern OTHERS = Pattern.compile("/api/v1/(access|users|keys|audit-log|views|status).*");

    private Addresses() {}

    /** Each address once, and with the newest 30 days where it takes days; an id in a path is 1. */
    static List<String> of(JsonNode openApi, String lastMonth) {
        List<String> addresses = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> paths = openApi.path("paths").fields(); paths.hasNext(); ) {
            Map.Entry<String, JsonNode> path = paths.next();
            JsonNode get = path.getValue().path("get");
            if (get.isMissingNode()
                    || !path.getKey().startsWith("/api/")
                    || OTHERS.matcher(path.getKey()).matches()) {
                continue;
            }
            String address = path.getKey().replaceAll("\\{[^}]*}", "1");
            addresses.add(address);
            for (JsonNode parameter : get.path("parameters")) {
                if (parameter.path("name").asText().equals("from")) {
                    addresses.add(address + lastMonth);
                }
            }
        }
        return addresses;
    }
}
