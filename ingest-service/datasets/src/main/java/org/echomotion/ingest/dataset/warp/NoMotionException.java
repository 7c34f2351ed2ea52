package org.echomotion.ingest.dataset.warp;

/** Two labelled frames between which no motion can be told; the message says why. */
public final class NoMotionException extends Exception {

  private static final long serialVersionUID = 1;

  public NoMotionException(String why) {
    super(why);
  }
}
