package io.tillstream.dashboard.status;

/** Whether Kafka answers and how far reading has come. Written by the threads of the runtime, read by all. */
public final class Link {

    private volatile boolean connected;
    private volatile boolean caughtUp;
    private volatile double progressRatio;

    /** Whether the broker answered when last asked. */
    public boolean connected() {
        return connected;
    }

    /** Whether all that was in the topics when reading began has been read; once true, figures are live. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Share of the history read so far, 0–1. */
    public double progressRatio() {
        return progressRatio;
    }

    /** Says whether the broker answers. */
    public void connected(boolean answers) {
        connected = answers;
    }

    /** Says how much of the history is read, 0–1. */
    public void progress(double ratio) {
        progressRatio = ratio;
    }

    /** Says that the history is read. */
    public void arrived() {
        progressRatio = 1;
        caughtUp = true;
    }
}
