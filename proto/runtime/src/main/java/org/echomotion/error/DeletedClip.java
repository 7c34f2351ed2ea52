package org.echomotion.error;

import java.sql.SQLException;

/**
 * Detects that a result could not be stored because its clip was deleted. Every row of a step
 * refers to its clip's row, so PostgreSQL then reports a foreign-key violation.
 */
public final class DeletedClip {

  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private DeletedClip() {}

  /**
   * Returns whether storing a result failed because the clip or its study was deleted meanwhile.
   */
  public static boolean caused(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
