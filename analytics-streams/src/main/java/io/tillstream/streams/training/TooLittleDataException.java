package io.tillstream.streams.training;

/** There is not enough history yet; the message says how much is missing, in words for people. */
public final class TooLittleDataException extends Exception {

    private static final long serialVersionUID = 1;

    TooLittleDataException(String sentence) {
        super(sentence);
    }
}
