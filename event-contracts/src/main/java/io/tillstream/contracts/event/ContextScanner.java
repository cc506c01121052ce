package io.tillstream.contracts.event;

import org.jspecify.annotations.Nullable;

/** The fast way of {@link ContextReader}: takes the fields that the contract names. */
final class ContextScanner {

    private static final NameTable FIELDS = new NameTable("channel", "device", "country", "location", "campaign");
    private static final NameTable CAMPAIGN_FIELDS = new NameTable("source", "medium", "name");

    private final JsonCursor in;
    private final @Nullable TextCache labels;

    ContextScanner(JsonCursor in, @Nullable TextCache labels) {
        this.in = in;
        this.labels = labels;
    }

    Context read() throws UnusualEventException {
        if (in.takeNull() || !in.enter('{', '}')) {
            return Context.UNKNOWN;
        }
        String channel = null;
        String device = null;
        String country = null;
        String location = null;
        Campaign campaign = null;
        int seen = 0;
        do {
            int field = in.name(FIELDS);
            seen = EventScanner.see(seen, field);
            switch (field) {
                case 0 -> channel = in.text(TextKind.LABEL, labels);
                case 1 -> device = in.text(TextKind.LABEL, labels);
                case 2 -> country = in.text(TextKind.LABEL, labels);
                case 3 -> location = in.text(TextKind.LABEL, labels);
                default -> campaign = campaign();
            }
        } while (in.goesOn('}'));
        return channel == null && device == null && country == null && location == null && campaign == null
                ? Context.UNKNOWN
                : new Context(channel, device, country, location, campaign);
    }

    private @Nullable Campaign campaign() throws UnusualEventException {
        if (in.takeNull() || !in.enter('{', '}')) {
            return null;
        }
        String source = null;
        String medium = null;
        String name = null;
        int seen = 0;
        do {
            int field = in.name(CAMPAIGN_FIELDS);
            seen = EventScanner.see(seen, field);
            switch (field) {
                case 0 -> source = in.text(TextKind.LABEL, labels);
                case 1 -> medium = in.text(TextKind.LABEL, labels);
                default -> name = in.text(TextKind.LABEL, labels);
            }
        } while (in.goesOn('}'));
        return source == null && medium == null && name == null ? null : new Campaign(source, medium, name);
    }
}
