package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tillstream.contracts.money.Micros;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;

/** Marks a count of micros that JSON shows as a decimal number of currency units. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@JacksonAnnotationsInside
@JsonSerialize(using = Money.Writer.class)
@JsonDeserialize(using = Money.Reader.class)
public @interface Money {

    /** Micros to a decimal number. */
    final class Writer extends JsonSerializer<Long> {
        @Override
        public void serialize(Long micros, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(Micros.toDecimal(micros));
        }
    }

    /** A decimal number to micros. */
    final class Reader extends JsonDeserializer<Long> {

        private static final int MAX_SCALE = 100;

        @Override
        public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
            BigDecimal amount = json.getDecimalValue();
            // 1e999999999 is a number too: unfolding it would take all memory and hours
            if (Math.abs((long) amount.scale()) > MAX_SCALE) {
                throw context.weirdNumberException(amount.scale(), Long.class, "is beyond every amount");
            }
            return Micros.of(amount);
        }
    }
}
