package io.tillstream.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are those that RFC 5737 and RFC 3849 keep for documentation. */
class NetworkAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.42, 203.0.113.0",
        "198.51.100.255, 198.51.100.0",
        "2001:db8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3::",
        "2001:DB8:1:2::9, 2001:db8:1::",
        "::ffff:203.0.113.42, 203.0.113.0"
    })
    void shouldKeepTheNeighbourhoodOnly(String address, String kept) {
        assertThat(NetworkAddresses.shortened(address)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"203.0.113.0", "300.1.1.1", "42", "1.2.3", "12:30:45", "aa:bb:cc:dd:ee:ff", "cafe", "a.b.c.d", ""
            })
    void shouldLeaveAloneWhatIsNoAddressOrShortAlready(String text) {
        assertThat(NetworkAddresses.shortened(text)).isNull();
    }

    @Test
    void shouldShortenInWhatCannotBeReadAndChangeNothingElse() {
        byte[] sent = "{\"ip\":\"203.0.113.42\",\"näme\":\"ü\",\"v\":\"1.2.3\",".getBytes(StandardCharsets.UTF_8);

        assertThat(new String(NetworkAddresses.shortened(sent), StandardCharsets.UTF_8))
                .isEqualTo("{\"ip\":\"203.0.113.0\",\"näme\":\"ü\",\"v\":\"1.2.3\",");
    }
}
