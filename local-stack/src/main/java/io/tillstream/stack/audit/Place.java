package io.tillstream.stack.audit;

/** Where a number is stored that the recount is compared with. */
enum Place {
    TOPICS("topics"),
    DATABASE("PostgreSQL"),
    API("API");

    private final String label;

    Place(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
