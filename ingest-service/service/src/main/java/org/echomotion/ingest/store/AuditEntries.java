package org.echomotion.ingest.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.audit.AuditChain;

/** The audit trail of the current tenant, to read. */
@ApplicationScoped
public class AuditEntries {

  private static final String PAGE =
      """
      select tenant, sequence, at, service, actor, roles, address, action, call, subject, hash
      from audit.entry where sequence > ? order by sequence limit ?
      """;

  private final AgroalDataSource store;

  AuditEntries(AgroalDataSource store) {
    this.store = store;
  }

  /** The last entry's number and hash. */
  public record Head(long sequence, byte[] hash) {}

  /**
   * Returns entries in their order.
   *
   * @param after number of the last entry already read; 0 at the start
   * @param most most entries to return
   */
  public List<AuditChain.Entry> after(long after, int most) {
    try (Connection connection = store.getConnection();
        PreparedStatement query = connection.prepareStatement(PAGE)) {
      query.setLong(1, after);
      query.setInt(2, most);
      try (ResultSet rows = query.executeQuery()) {
        List<AuditChain.Entry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(
              new AuditChain.Entry(
                  rows.getString(1),
                  rows.getLong(2),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  rows.getString(7),
                  rows.getString(8),
                  rows.getString(9),
                  rows.getString(10),
                  rows.getBytes(11)));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail could not be read.", e);
    }
  }

  /** Returns the last entry's number and hash; 0 and 32 zero bytes if there is none. */
  public Head head() {
    try (Connection connection = store.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select sequence, hash from audit.head");
        ResultSet row = query.executeQuery()) {
      return row.next() ? new Head(row.getLong(1), row.getBytes(2)) : new Head(0, new byte[32]);
    } catch (SQLException e) {
      throw new IllegalStateException("The audit trail could not be read.", e);
    }
  }
}
