package io.tillstream.query.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.query.support.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes requests of an operation that nobody sensible would make, among them some that are quite sensible but for one thing. */
final class Hostile {

    /**
     * A request.
     *
     * @param uri path and query as they go over the wire
     * @param body null for none
     */
    record Request(String verb, String uri, Map<String, String> headers, byte @Nullable [] body) {

        @Override
        public String toString() {
            String text = body == null ? "" : ' ' + new String(body, StandardCharsets.UTF_8);
            String all = verb + ' ' + uri + ' ' + headers + text;
            return all.length() > 700 ? all.substring(0, 700) + "…" : all;
        }
    }

    /** Values that have broken programs before; percent-encoded where HTTP demands it, and in some places where it does not. */
    private static final List<String> VALUES = List.of(
            "",
            "%20",
            "0",
            "-1",
            "1",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999999",
            "1e308",
            "1e999999999",
            "-0",
            "0x10",
            "NaN",
            "Infinity",
            "1.5",
            "%2B1",
            "true",
            "null",
            "undefined",
            "%00",
            "a%00b",
            "%0d%0aSet-Cookie:%20x=1",
            "%27",
            "%27%20OR%20%271%27=%271",
            "1;%20DROP%20TABLE%20customers--",
            "%22",
            "%5C",
            "%25",
            "%25%32%37",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "$%7Bjndi:ldap://127.0.0.1:1/a%7D",
            "%7B%7B7*7%7D%7D",
            "%E2%80%AE",
            "%F0%9F%92%A9",
            "%CC%81",
            "%EF%BF%BF",
            "%ED%A0%80",
            "%C0%AF",
            "%FF%FE",
            "%E0%A4%A",
            "%",
            "%zz",
            "%u0000",
            "+",
            "%2525",
            "*",
            "%5F%25",
            "2024-02-30",
            "0000-00-00",
            "9999-12-31",
            "10000-01-01",
            "-0001-01-01",
            "2024-01-01T00:00:00Z",
            "%D9%A1%D9%A2",
            "[]",
            "%7B%7D",
            "AAAA",
            "eyJhbGciOiJub25lIn0.e30.",
            "MR8xHzE",
            "x".repeat(999),
            "x".repeat(1_001),
            "x".repeat(3_000),
            "%F0%9F%92%A9".repeat(250));

    private static final List<String> NAMES = List.of(
            "x",
            "__proto__",
            "%00",
            "limit%5B%5D",
            "from%20",
            "%F0%9F%92%A9",
            "a".repeat(200),
            "",
            "format",
            "class.module");

    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "text/csv",
            "application/xml",
            "*/*",
            "text/html;q=0.1",
            "application/json;charset=utf-16",
            "x",
            "a/b/c",
            "application/json;q=9",
            ",,,",
            "text/csv, application/json;q=0.5",
            "application/x-ndjson",
            "\u00e9/\u00e9");

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "0",
            "\"\"",
            "{",
            "{\"name\":}",
            "nonsense",
            "<a/>",
            "\u0000",
            "{\"name\":\"\\u0000\"}",
            "{\"a\":1,\"a\":2}",
            "{\"name\":1e999999999}",
            "[".repeat(2_000),
            "{\"a\":".repeat(1_500),
            "{\"name\":\"" + "x".repeat(200_000) + "\"}",
            "{\"name\":" + "9".repeat(2_000) + "}",
            "{\"name\":\"\\ud800\"}",
            "\ufeff{}",
            "{\"__proto__\":{}}",
            "{} {}",
            "x".repeat(300_000));

    private static final List<String> JSON_VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e400",
            "9223372036854775808",
            "1.5",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"'\"",
            "\"=1+1\"",
            "[]",
            "[[]]",
            "{}",
            "{\"all\":[]}",
            "{\"not\":{\"not\":null}}",
            "{\"field\":\"net\",\"operator\":\">\",\"value\":\"x\"}",
            "\"2024-01-01\"");

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Request of(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (chance(25)) {
            headers.put("Accept", one(MEDIA_TYPES));
        }
        if (chance(10)) {
            headers.put(
                    one(List.of(
                            "If-None-Match",
                            "Range",
                            "Accept-Language",
                            "X-Forwarded-For",
                            "X-Forwarded-Proto",
                            "Cookie")),
                    one(List.of(
                            "*",
                            "\"1\"",
                            "bytes=0-",
                            "W/\"x\"",
                            "x=y; tillstream_access=a.b.c",
                            "::::",
                            "1.2.3.4, \u00fc")));
        }
        String path = path(operation.path());
        byte[] body = null;
        if (!operation.verb().equals("GET")) {
            if (chance(80)) {
                headers.put(
                        "If-Match",
                        one(List.of(
                                "\"1\"", "1", "*", "\"x\"", "W/\"1\"", "\"9223372036854775808\"", "", "\"1\", \"2\"")));
            }
            if (chance(90)) {
                headers.put("Content-Type", chance(85) ? "application/json" : one(MEDIA_TYPES));
                body = body(operation);
            }
            if (chance(10)) {
                headers.put("Origin", one(List.of("null", "https://evil.example", "x", "")));
            }
        }
        return new Request(operation.verb(), path + query(operation), headers, body);
    }

    private String path(String template) {
        StringBuilder path = new StringBuilder();
        for (String part : template.split("(?=\\{)|(?<=})")) {
            path.append(
                    part.startsWith("{")
                            ? (chance(30) ? one(List.of("1", "ann", "churn", "p1")) : inPath(one(VALUES)))
                            : part);
        }
        if (chance(4)) {
            path.append(one(List.of("/", "//", "/..", "/%2e%2e", ";a=b", "/%00", ".json", "%")));
        }
        return path.toString();
    }

    /** An empty part of a path would be another address. */
    private static String inPath(String value) {
        return value.isEmpty() ? "%20" : value;
    }

    private String query(Operation operation) {
        List<String> parts = new ArrayList<>();
        for (JsonNode parameter : operation.json().path("parameters")) {
            if (parameter.path("in").asText().equals("query") && chance(parts.isEmpty() ? 35 : 15)) {
                String name = parameter.path("name").asText();
                parts.add(name + '=' + value(parameter.path("schema")));
                if (chance(3)) {
                    parts.add(name + '=' + one(VALUES));
                }
            }
        }
        if (chance(8)) {
            parts.add(one(NAMES) + (chance(80) ? "=" : "") + one(VALUES));
        }
        return parts.isEmpty() ? "" : '?' + String.join("&", parts);
    }

    private String value(JsonNode schema) {
        if (chance(45)) {
            return one(VALUES);
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asText();
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> Integer.toString(random.nextInt(5));
            case "number" -> random.nextInt(3) + ".5";
            default ->
                schema.path("format").asText().equals("date")
                        ? "2024-01-0" + (1 + random.nextInt(5))
                        : one(List.of("Books", "US", "web", "ann", "unknown", "net", "-net", "day", "country", "MR8x"));
        };
    }

    private byte[] body(Operation operation) {
        JsonNode example = operation.json().at("/requestBody/content/application~1json/example");
        if (!(example instanceof ObjectNode) || chance(35)) {
            return chance(5)
                    ? new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}
                    : one(BODIES).getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode draft = example.deepCopy();
        if (draft.has("name")) {
            draft.put("name", "Fuzz " + random.nextInt(50));
        }
        List<String> fields = new ArrayList<>();
        draft.fieldNames().forEachRemaining(fields::add);
        String text = draft.toString();
        if (chance(80)) {
            String field = one(fields);
            String was = draft.get(field).toString();
            text = text.replace(
                    "\"" + field + "\":" + was, "\"" + (chance(10) ? field + "x" : field) + "\":" + one(JSON_VALUES));
        }
        if (draft.get("rule") instanceof ObjectNode && chance(50)) {
            text = text.replace("\"value\":500", "\"value\":" + one(JSON_VALUES))
                    .replace("\"field\":\"net\"", "\"field\":" + one(JSON_VALUES));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
