package io.tillstream.ingest.wire.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tillstream.ingest.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderDiscountTest {

    @Test
    void shouldShareByWhatLinesComeToAndLoseNothingByRounding() throws Exception {
        ArrayNode lines = lines("[{\"price\":1},{\"price\":1},{\"price\":1,\"quantity\":1}]");

        assertThat(OrderDiscount.share(BigDecimal.ONE, lines)).isTrue();

        List<String> shares = new ArrayList<>();
        lines.forEach(line -> shares.add(line.get("discount").asText()));
        assertThat(shares).containsExactly("0.333333", "0.333334", "0.333333");
    }

    @Test
    void shouldLeaveLinesAloneThatHaveTheirOwnOrCannotTakeIt() throws Exception {
        assertThat(OrderDiscount.share(BigDecimal.ONE, lines("[{\"price\":5,\"discount\":1},{\"price\":5}]")))
                .isFalse();
        assertThat(OrderDiscount.share(BigDecimal.TEN, lines("[{\"price\":5}]")))
                .isFalse();
        assertThat(OrderDiscount.share(BigDecimal.ONE, lines("[{\"price\":\"dear\"}]")))
                .isFalse();
        assertThat(OrderDiscount.share(BigDecimal.ZERO, lines("[{\"price\":5}]")))
                .isFalse();
        ArrayNode whole = lines("[{\"price\":5,\"quantity\":2},{\"price\":0}]");
        assertThat(OrderDiscount.share(BigDecimal.TEN, whole)).isTrue();
        assertThat(whole.toString()).isEqualTo("[{\"price\":5,\"quantity\":2,\"discount\":10.000000},{\"price\":0}]");
    }

    private static ArrayNode lines(String json) throws Exception {
        return (ArrayNode) Json.MAPPER.readTree(json);
    }
}
