package io.tillstream.streams.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.streams.models.UnusableModelException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValueModelTest {

    private static final ValueModel MODEL = SimulatedBuyers.fit(new SimulatedBuyers(3).some(800));

    @Test
    void shouldReadWhatItWrote() throws UnusableModelException {
        ValueModel read = ValueModel.of(MODEL.toBytes());
        assertThat(read.toBytes()).isEqualTo(MODEL.toBytes());
        assertThat(read.predict(4, 200, 300, 40)).isEqualTo(MODEL.predict(4, 200, 300, 40));
        assertThat(read.predict(0, 0, 3, 0)).isEqualTo(MODEL.predict(0, 0, 3, 0));
    }

    @Test
    void shouldTellWhenTheNextPurchaseIsAsLikelyAsNot() {
        ValueModel model = new ValueModel(
                new BgNbd(1, 10, 1.5, 2), new double[4][4], new GammaGamma(6.25, 3.74, 15.44), new double[3][3]);
        // r + x = 2 and α + T = 100: ((100 / (100 + t))² = ½ at t = 100 (√2 − 1)
        assertThat(model.predict(1, 50, 90, 20).nextPurchaseAfterDays()).isCloseTo(41.4213562, within(1e-6));
        // r + x = 1 and α + T = 510: as likely as not after 510 days
        assertThat(model.predict(0, 0, 500, 0).nextPurchaseAfterDays()).isNull();
    }

    @Test
    void shouldSurroundTheExpectation() {
        ValueModel.Prediction prediction = MODEL.predict(4, 200, 300, 40);
        LifetimeValue.Value value = new LifetimeValue(MODEL.buying(), MODEL.spending(), 12, 0.1).of(4, 200, 300, 40);
        assertThat(prediction.expected()).isEqualTo(value.value());
        assertThat(prediction.expectedOrders()).isEqualTo(value.expectedOrders());
        assertThat(prediction.aliveProbability()).isEqualTo(value.aliveProbability());
        assertThat(prediction.low()).isStrictlyBetween(0.0, prediction.expected());
        assertThat(prediction.high()).isGreaterThan(prediction.expected());
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        byte[] good = MODEL.toBytes();
        byte[] otherFormat = good.clone();
        otherFormat[0] = 2;
        assertThatThrownBy(() -> ValueModel.of(new byte[0]))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("bg-nbd/1");
        assertThatThrownBy(() -> ValueModel.of(Arrays.copyOf(good, good.length - 1)))
                .hasMessageContaining("bg-nbd/1");
        assertThatThrownBy(() -> ValueModel.of(otherFormat)).hasMessageContaining("bg-nbd/1");
        assertThatThrownBy(() -> ValueModel.of(with(good, 0, -0.5))).hasMessageContaining("positive");
        assertThatThrownBy(() -> ValueModel.of(with(good, 1, Double.NaN))).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ValueModel.of(with(good, 1, 1e-9))).hasMessageContaining("no value follows");
        assertThatThrownBy(() -> ValueModel.of(with(good, 4, -1))).hasMessageContaining("no covariance");
        assertThatThrownBy(() -> ValueModel.of(with(good, 5, 1_000))).hasMessageContaining("no covariance");
        assertThatThrownBy(() -> ValueModel.of(with(good, 21, 0.9))).hasMessageContaining("no mean");
    }

    /** The bytes with another n-th number. */
    private static byte[] with(byte[] good, int place, double number) {
        return ByteBuffer.wrap(good.clone()).putDouble(1 + place * 8, number).array();
    }
}
