package io.tillstream.contracts.event;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where and with what an event happened. What the contract does not name is kept aside. */
final class ContextReader {

    private final JsonFields in;
    private final PropertyReader properties;
    private @Nullable Map<String, Object> unnamed;

    ContextReader(JsonFields in, PropertyReader properties) {
        this.in = in;
        this.properties = properties;
    }

    /** Fields that the contract does not name, or null. */
    @Nullable
    Map<String, Object> unnamed() {
        return unnamed;
    }

    Context read() throws IOException, InvalidEventException {
        if (!in.enterObject()) {
            return Context.UNKNOWN;
        }
        String channel = null;
        String device = null;
        String country = null;
        String location = null;
        Campaign campaign = null;
        int seen = 0;
        while (in.nextField()) {
            int bit;
            switch (in.name()) {
                case "channel" -> {
                    bit = 1;
                    channel = in.text(TextKind.LABEL);
                }
                case "device" -> {
                    bit = 1 << 1;
                    device = in.text(TextKind.LABEL);
                }
                case "country" -> {
                    bit = 1 << 2;
                    country = in.text(TextKind.LABEL);
                }
                case "location" -> {
                    bit = 1 << 3;
                    location = in.text(TextKind.LABEL);
                }
                case "campaign" -> {
                    bit = 1 << 4;
                    campaign = readCampaign();
                }
                default -> {
                    bit = 0;
                    properties.readInto(unnamedFields());
                }
            }
            if ((seen & bit) != 0) {
                throw in.givenTwice();
            }
            seen |= bit;
        }
        return channel == null && device == null && country == null && location == null && campaign == null
                ? Context.UNKNOWN
                : new Context(channel, device, country, location, campaign);
    }

    private @Nullable Campaign readCampaign() throws IOException, InvalidEventException {
        if (!in.enterObject()) {
            return null;
        }
        String source = null;
        String medium = null;
        String name = null;
        Map<String, Object> rest = null;
        int seen = 0;
        while (in.nextField()) {
            int bit;
            switch (in.name()) {
                case "source" -> {
                    bit = 1;
                    source = in.text(TextKind.LABEL);
                }
                case "medium" -> {
                    bit = 1 << 1;
                    medium = in.text(TextKind.LABEL);
                }
                case "name" -> {
                    bit = 1 << 2;
                    name = in.text(TextKind.LABEL);
                }
                default -> {
                    bit = 0;
                    rest = rest == null ? new LinkedHashMap<>() : rest;
                    properties.readInto(rest);
                }
            }
            if ((seen & bit) != 0) {
                throw in.givenTwice();
            }
            seen |= bit;
        }
        if (rest != null && !rest.isEmpty()) {
            unnamedFields().put("campaign", rest);
        }
        return source == null && medium == null && name == null ? null : new Campaign(source, medium, name);
    }

    private Map<String, Object> unnamedFields() {
        Map<String, Object> fields = unnamed;
        if (fields == null) {
            fields = new LinkedHashMap<>();
            unnamed = fields;
        }
        return fields;
    }
}
