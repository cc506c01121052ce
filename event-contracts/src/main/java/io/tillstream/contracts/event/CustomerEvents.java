package io.tillstream.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two actions that carry a customer's details, the only ones that may hold personal data. */
final class CustomerEvents {

    private static final List<String> AGE_GROUPS = List.of("18-25", "26-35", "36-45", "46-55", "55+");
    private static final int MAX_AGE = 130;

    private CustomerEvents() {}

    static CommerceEvent build(EventDraft draft, Action action) throws InvalidEventException {
        CustomerDetails details = details(draft);
        Envelope envelope = EventBuilder.envelope(draft);
        return action == Action.IDENTIFY
                ? new CommerceEvent.Identify(envelope, details)
                : new CommerceEvent.CustomerUpdated(envelope, details);
    }

    private static CustomerDetails details(EventDraft draft) throws InvalidEventException {
        String name = name(draft);
        String email = draft.take("email").text(TextKind.LABEL);
        String phone = draft.take("phone").text(TextKind.LABEL);
        String ageGroup = ageGroup(draft);
        String gender = draft.take("gender").text(TextKind.LABEL);
        String location = draft.take("location").text(TextKind.LABEL);
        String country = draft.take("country").text(TextKind.LABEL);
        Instant registeredAt = draft.take("registered_at").time();
        return new CustomerDetails(name, email, phone, ageGroup, gender, location, country, registeredAt);
    }

    private static @Nullable String name(EventDraft draft) throws InvalidEventException {
        String name = draft.take("name").text(TextKind.LABEL);
        String fullName = draft.take("full_name").text(TextKind.LABEL);
        String first = draft.take("first_name").text(TextKind.LABEL);
        String last = draft.take("last_name").text(TextKind.LABEL);
        if (name != null) {
            return name;
        }
        if (fullName != null) {
            return fullName;
        }
        if (first == null || last == null) {
            return first == null ? last : first;
        }
        return first + " " + last;
    }

    private static @Nullable String ageGroup(EventDraft draft) throws InvalidEventException {
        String group = draft.take("age_group").oneOf(AGE_GROUPS);
        Integer age = draft.take("age").smallInteger(0, MAX_AGE);
        return age == null ? group : ageGroup(age);
    }

    private static String ageGroup(int age) {
        if (age <= 25) {
            return AGE_GROUPS.get(0);
        }
        if (age <= 35) {
            return AGE_GROUPS.get(1);
        }
        if (age <= 45) {
            return AGE_GROUPS.get(2);
        }
        return age <= 55 ? AGE_GROUPS.get(3) : AGE_GROUPS.get(4);
    }
}
