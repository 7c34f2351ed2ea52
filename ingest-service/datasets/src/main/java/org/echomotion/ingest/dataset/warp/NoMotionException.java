package org.echomotion.ingest.dataset.warp;

/** No motion can be computed between two labelled frames; the message states the reason. */
public final class NoMotionException extends Exception {

  private static final long serialVersionUID = 1;

  public NoMotionException(String why) {
    super(why);
  }
}
