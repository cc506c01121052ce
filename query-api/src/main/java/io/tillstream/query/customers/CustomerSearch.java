package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import java.util.Locale;

/**
 * Conditions for customers that begin with a text. Compared byte by byte in ranges, which indexes answer whatever the text is: nothing in it is a pattern.
 */
final class CustomerSearch {

    /** No text holds a character beyond. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private CustomerSearch() {}

    /** By the beginning of the id. */
    static Sql byId(Sql sql, String beginning) {
        return begins(sql.add(" AND "), "customer_id", beginning);
    }

    /** By the beginning of the id or, in whatever case, of the name, the last name or the e-mail address. */
    static Sql byAnything(Sql sql, String beginning) {
        String lower = beginning.toLowerCase(Locale.ROOT);
        begins(sql.add(" AND ("), "customer_id", beginning);
        begins(sql.add(" OR "), "lower(name)", lower);
        begins(sql.add(" OR "), "lower(regexp_replace(name, '^.* ', ''))", lower);
        return begins(sql.add(" OR "), "lower(email)", lower).add(")");
    }

    private static Sql begins(Sql sql, String text, String beginning) {
        return sql.add("(" + text + " ~>=~ ? AND " + text + " ~<~ ?)", beginning, beginning + LAST);
    }
}
