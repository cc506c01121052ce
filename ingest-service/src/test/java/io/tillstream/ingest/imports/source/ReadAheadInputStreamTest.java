package io.tillstream.ingest.imports.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadAheadInputStreamTest {

    @Test
    void shouldGiveAllBytesInOrder() throws IOException {
        byte[] bytes = new byte[7_654_321];
        new Random(1).nextBytes(bytes);
        try (InputStream in = new ReadAheadInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(in.read()).isEqualTo(bytes[0] & 0xFF);
            byte[] rest = in.readAllBytes();
            assertThat(rest).hasSize(bytes.length - 1).endsWith(bytes[bytes.length - 1]);
            assertThat(Arrays.equals(rest, 0, rest.length, bytes, 1, bytes.length))
                    .isTrue();
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldFailWhereTheSourceFails() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("damaged");
            }
        };
        InputStream source = new SequenceInputStream(new ByteArrayInputStream(new byte[100]), broken);
        try (InputStream in = new ReadAheadInputStream(source)) {
            assertThatThrownBy(in::readAllBytes).hasMessage("damaged");
            assertThatThrownBy(in::read).hasMessage("damaged");
        }
    }

    @Test
    void shouldStopReadingWhenClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        InputStream in = new ReadAheadInputStream(endless);
        assertThat(in.read()).isEqualTo(1);
        in.close();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(in::read).hasMessageContaining("closed");
    }
}
