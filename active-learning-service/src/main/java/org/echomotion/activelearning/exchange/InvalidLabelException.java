package org.echomotion.activelearning.exchange;

import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.error.EchoMotionException;

/**
 * A label that breaks a rule. Its message is the reason in words that a user can act on. It quotes
 * nothing from the file, because a file may contain patient data.
 */
public final class InvalidLabelException extends IllegalArgumentException {

  public InvalidLabelException(String reason) {
    super(reason);
  }

  /**
   * The error for the file, whose cause is an exception of this kind. Its reason begins with {@code
   * where}, which names the item, for example "annotation 12".
   */
  public EchoMotionException at(String where) {
    InvalidLabelException placed = new InvalidLabelException(where + ": " + getMessage());
    placed.initCause(this);
    return new EchoMotionException(
        placed, ActiveLearningError.BAD_IMPORT, String.valueOf(placed.getMessage()));
  }
}
