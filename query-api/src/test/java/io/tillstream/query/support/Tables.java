package io.tillstream.query.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The tables of the service under test, past the service. */
public final class Tables {

    private Tables() {}

    /** The only value of a question. */
    public static String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Runs statements, each for itself. */
    public static void execute(List<String> statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static Connection connect() throws SQLException {
        String url = "jdbc:postgresql://" + config("host") + ":" + config("port") + "/" + config("name")
                + "?currentSchema=tillstream&options=-c%20TimeZone=UTC";
        return DriverManager.getConnection(url, config("user"), config("password"));
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue("tillstream.database." + name, String.class);
    }
}
