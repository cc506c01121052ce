package io.tillstream.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the rows of one group of topics were made from. When it changes, they are made anew; a generation that there is not, 0, stands for rows that somebody
 * wants made anew as they are.
 *
 * @param generation whose outputs they are
 * @param zone whose days they are
 */
record ProjectionBasis(int generation, String zone) {

    /** What the rows that are there now were made from; when nothing is noted, the first generation and the zone of now. */
    static ProjectionBasis load(Connection connection, String group, String zone) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT generation, zone FROM projection_basis WHERE projection = ?")) {
            statement.setString(1, group);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new ProjectionBasis(row.getInt(1), row.getString(2)) : new ProjectionBasis(1, zone);
            }
        }
    }

    void save(Connection connection, String group) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO projection_basis (projection, generation, zone) VALUES (?, ?, ?)"
                        + " ON CONFLICT (projection) DO UPDATE SET generation = EXCLUDED.generation, zone = EXCLUDED.zone")) {
            statement.setString(1, group);
            statement.setInt(2, generation);
            statement.setString(3, zone);
            statement.executeUpdate();
        }
    }
}
