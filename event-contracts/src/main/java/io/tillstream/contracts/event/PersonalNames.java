package io.tillstream.contracts.event;

import java.util.List;

/** Field names that hold personal data, which behavioural events must not carry, however they are written: {@code email}, {@code firstName}, … */
public final class PersonalNames {

    private static final List<String> NAMES =
            List.of("email", "emailaddress", "phone", "phonenumber", "telephone", "firstname", "lastname", "fullname");

    private PersonalNames() {}

    /** Whether a field of this name holds personal data. */
    public static boolean isPersonal(String field) {
        for (int i = 0; i < NAMES.size(); i++) {
            if (same(field, NAMES.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Compares without regard to case and separators, and without making a string. */
    private static boolean same(String field, String name) {
        int k = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '_' || c == '-' || c == '.' || c == ' ') {
                continue;
            }
            if (k == name.length() || Character.toLowerCase(c) != name.charAt(k)) {
                return false;
            }
            k++;
        }
        return k == name.length();
    }
}
