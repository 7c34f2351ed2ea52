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

  /** The error for the file. {@code where} names the item, for example "annotation 12". */
  public EchoMotionException at(String where) {
    return new EchoMotionException(
        this, ActiveLearningError.BAD_IMPORT, where + ": " + getMessage());
  }
}
