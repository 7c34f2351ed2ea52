package org.echomotion.ef.fusion;

/** A network gives no opinion on a study. The message is the reason, as a sentence. */
public final class NoOpinion extends Exception {

  public NoOpinion(String reason) {
    super(reason);
  }

  public NoOpinion(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** The reason, as a sentence. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
