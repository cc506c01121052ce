package io.tillstream.ingest.imports.clean;

/** Counts different texts; a text that follows itself costs nothing. */
final class Distinct {

    private final HashIndex index = new HashIndex();
    private final TextHash hash = new TextHash();
    private String last = "";

    void add(String text) {
        if (!text.equals(last)) {
            hash.of(text);
            index.indexOf(hash.high(), hash.low());
            last = text;
        }
    }

    int count() {
        return index.size();
    }
}
