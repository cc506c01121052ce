package io.tillstream.query.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import java.time.LocalDate;

/**
 * What was sold on a day.
 *
 * @param day the business day
 * @param grossMicros gross sales, 0 on a day without any
 */
public record DayGross(
        LocalDate day, @Money @JsonProperty("gross") long grossMicros) {}
