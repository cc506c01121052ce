package io.tillstream.simulator.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AckTrackerTest {

    private static Receipt send(AckTracker tracker) {
        Receipt receipt = tracker.next();
        receipt.sent();
        return receipt;
    }

    @Test
    void shouldNotPassAGap() {
        AckTracker tracker = new AckTracker(100, 1, 10);
        Receipt first = send(tracker);
        Receipt second = send(tracker);
        Receipt third = send(tracker);
        tracker.seal();
        third.acknowledged();
        second.acknowledged();
        assertThat(tracker.acknowledged()).isEqualTo(100);
        first.acknowledged();
        assertThat(tracker.acknowledged()).isEqualTo(103);
    }

    @Test
    void shouldWaitForAllRecordsOfAnEvent() {
        AckTracker tracker = new AckTracker(0, 1, 10);
        Receipt receipt = send(tracker);
        receipt.sent();
        tracker.seal();
        receipt.acknowledged();
        assertThat(tracker.acknowledged()).isZero();
        receipt.acknowledged();
        assertThat(tracker.acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldNotPassAChunkThatIsNotFull() {
        AckTracker tracker = new AckTracker(0, 10, 10);
        for (int i = 0; i < 13; i++) {
            send(tracker).acknowledged();
        }
        assertThat(tracker.acknowledged()).isEqualTo(10);
        tracker.seal();
        assertThat(tracker.acknowledged()).isEqualTo(13);
    }

    @Test
    void shouldSayWhenTooMuchIsInFlight() {
        AckTracker tracker = new AckTracker(0, 2, 2);
        List<Receipt> receipts = new ArrayList<>();
        while (!tracker.full()) {
            receipts.add(send(tracker));
        }
        assertThat(receipts).hasSize(5);
        receipts.forEach(Receipt::acknowledged);
        assertThat(tracker.full()).isFalse();
    }

    @Test
    void shouldReachTheEndInWhateverOrderAcknowledgementsCome() {
        AckTracker tracker = new AckTracker(5, 7, 1000);
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            receipts.add(send(tracker));
        }
        tracker.seal();
        Collections.shuffle(receipts, new Random(3));
        long last = 5;
        for (Receipt receipt : receipts) {
            receipt.acknowledged();
            assertThat(tracker.acknowledged()).isGreaterThanOrEqualTo(last);
            last = tracker.acknowledged();
        }
        assertThat(last).isEqualTo(1005);
    }
}
