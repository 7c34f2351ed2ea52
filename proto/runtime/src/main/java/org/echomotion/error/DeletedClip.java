package org.echomotion.error;

import java.sql.SQLException;

/**
 * Tells a result that came too late from one that could not be kept: every row of a step hangs on
 * its clip's row, so PostgreSQL refuses it by the foreign key once the clip is deleted.
 */
public final class DeletedClip {

  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private DeletedClip() {}

  /** Whether keeping a result failed because the clip or its study was deleted meanwhile. */
  public static boolean caused(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
