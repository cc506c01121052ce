package io.tillstream.simulator.publish;

/** Learns what became of records that were sent. Called on the producer's thread: must be quick. */
public interface Receipt {

    /** Nobody asks. */
    Receipt NONE = new Receipt() {
        @Override
        public void sent() {}

        @Override
        public void acknowledged() {}
    };

    /** A record is about to be sent. */
    void sent();

    /** A record has been acknowledged by all in-sync replicas. */
    void acknowledged();
}
