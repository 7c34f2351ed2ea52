package org.echomotion.xai.api;

/** The clip was deleted while it was being explained. */
final class ClipGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClipGoneException(Throwable cause) {
    super(cause);
  }
}
