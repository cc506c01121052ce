package io.tillstream.contracts.segment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Rules to and from JSON. */
final class SegmentRuleJson {

    private SegmentRuleJson() {}

    /** A rule to JSON. */
    static final class Writer extends JsonSerializer<SegmentRule> {
        @Override
        public void serialize(SegmentRule rule, JsonGenerator json, SerializerProvider provider) throws IOException {
            write(rule, json);
        }

        private static void write(SegmentRule rule, JsonGenerator json) throws IOException {
            json.writeStartObject();
            switch (rule) {
                case SegmentRule.All all -> several("all", all.rules(), json);
                case SegmentRule.Any any -> several("any", any.rules(), json);
                case SegmentRule.Not not -> {
                    json.writeFieldName("not");
                    write(not.rule(), json);
                }
                case SegmentRule.Compare compare -> compare(compare, json);
            }
            json.writeEndObject();
        }

        private static void several(String name, List<SegmentRule> rules, JsonGenerator json) throws IOException {
            json.writeArrayFieldStart(name);
            for (SegmentRule rule : rules) {
                write(rule, json);
            }
            json.writeEndArray();
        }

        private static void compare(SegmentRule.Compare compare, JsonGenerator json) throws IOException {
            json.writeStringField("field", compare.field().path());
            json.writeStringField("operator", compare.operator().sign());
            if (compare.operator() == Operator.IN) {
                json.writeArrayFieldStart("value");
                for (Object value : compare.values()) {
                    value(value, json);
                }
                json.writeEndArray();
            } else if (compare.operator().takesValue()) {
                json.writeFieldName("value");
                value(compare.values().getFirst(), json);
            }
        }

        private static void value(Object value, JsonGenerator json) throws IOException {
            if (value instanceof Double number) {
                json.writeNumber(plain(number));
            } else {
                json.writeString(value.toString());
            }
        }

        private static BigDecimal plain(double number) {
            BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
            return exact.scale() < 0 && exact.precision() - exact.scale() < 20 ? exact.setScale(0) : exact;
        }
    }

    /** A rule from JSON; what is no rule is told as a problem of the mapping. */
    static final class Reader extends JsonDeserializer<SegmentRule> {
        @Override
        public SegmentRule deserialize(JsonParser json, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(json);
            try {
                return SegmentRule.of(tree);
            } catch (InvalidRuleException e) {
                throw JsonMappingException.from(json, e.getMessage(), e);
            }
        }
    }
}
