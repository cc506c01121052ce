package io.tillstream.query.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Someone with a BI tool, who is a member of {@code tillstream_reader} and nothing else. */
public final class Reader {

    private static final String NAME = "bi_tool";

    private Reader() {}

    /** Runs one statement. */
    public static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The only value of a question. */
    public static String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect() throws SQLException {
        Tables.execute(List.of("DO $$ BEGIN CREATE ROLE " + NAME + " LOGIN PASSWORD '" + NAME
                + "' IN ROLE tillstream_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$"));
        String url = "jdbc:postgresql://" + config("host") + ":" + config("port") + "/" + config("name")
                + "?options=-c%20TimeZone=UTC";
        return DriverManager.getConnection(url, NAME, NAME);
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue("tillstream.database." + name, String.class);
    }
}
