package org.echomotion.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes failures of the database and of the disk by their cause. The states of the database
 * are listed in appendix A of PostgreSQL's manual.
 */
final class StorageFailures {

  /** A value out of range, an impossible date, and the character NUL. */
  private static final Set<String> BAD_VALUES = Set.of("22003", "22007", "22008", "22021");

  private static final Set<String> FULL = Set.of("53100");

  /** Read-only transactions: PostgreSQL is a standby, or was set read-only. */
  private static final Set<String> READ_ONLY = Set.of("25006");

  private StorageFailures() {}

  /** Returns the error that a failure means; empty if its cause is something else. */
  static Optional<EchoMotionException> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<CommonError> code =
          cause instanceof SQLException database
              ? ofDatabase(database)
              : cause instanceof IOException file ? ofFile(file) : Optional.empty();
      if (code.isPresent()) {
        return code.map(error -> new EchoMotionException(failure, error));
      }
    }
    return Optional.empty();
  }

  private static Optional<CommonError> ofDatabase(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    String text = text(failure);
    if (BAD_VALUES.contains(state)) {
      return Optional.of(CommonError.BAD_VALUE);
    }
    if (FULL.contains(state)) {
      return Optional.of(CommonError.DISK_FULL);
    }
    if (READ_ONLY.contains(state)) {
      return Optional.of(CommonError.DISK_READ_ONLY);
    }
    // Class 08: connections. Class 57: shut down, or starting. No state: the pool has no
    // connection.
    boolean away =
        state.startsWith("08")
            || state.startsWith("57P")
            || (state.isEmpty() && text.contains("acquisition timeout"));
    return away ? Optional.of(CommonError.DATABASE_AWAY) : Optional.empty();
  }

  private static Optional<CommonError> ofFile(IOException failure) {
    String text = text(failure);
    if (text.contains("no space left") || text.contains("disk quota exceeded")) {
      return Optional.of(CommonError.DISK_FULL);
    }
    return failure instanceof AccessDeniedException || text.contains("read-only file system")
        ? Optional.of(CommonError.DISK_READ_ONLY)
        : Optional.empty();
  }

  private static String text(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "").toLowerCase(Locale.ROOT);
  }
}
