package org.echomotion.cli.client;

/** Receives the progress of an upload. */
@FunctionalInterface
public interface UploadListener {

  /**
   * Called after each part.
   *
   * @param bytes number of bytes of the file that are sent, those of earlier attempts included
   */
  void sent(long bytes);

  /**
   * Called before the upload waits for its next attempt.
   *
   * @param reason in one or two words
   */
  default void waits(String reason) {}
}
