package io.tillstream.ingest.events;

/** A body as it was sent, and as it reads once inflated. */
public final class SentBody {

    private final byte[] sent;
    private final boolean labelledGzip;
    private final IntakeLimits limits;
    private final ByteShare share;

    SentBody(byte[] sent, boolean labelledGzip, IntakeLimits limits, ByteShare share) {
        this.sent = sent;
        this.labelledGzip = labelledGzip;
        this.limits = limits;
        this.share = share;
    }

    /** The bytes as they came: what a signature is over. */
    public byte[] sent() {
        return sent;
    }

    /**
     * The body, inflated when its headers say that it is gzip.
     *
     * @throws BodyException when it is no gzip then, or too large once inflated
     */
    public byte[] asLabelled() throws BodyException {
        return labelledGzip ? GzipBody.inflate(sent, limits.maxBodyBytes(), share) : sent;
    }

    /**
     * The body, inflated when it is gzip, whatever its headers say: some senders compress without saying so.
     *
     * @throws BodyException when it is gzip that is cut off, or too large once inflated
     */
    public byte[] asFound() throws BodyException {
        boolean gzip = sent.length > 2 && (sent[0] & 0xff) == 0x1f && (sent[1] & 0xff) == 0x8b;
        return gzip ? GzipBody.inflate(sent, limits.maxBodyBytes(), share) : sent;
    }
}
