package org.echomotion.activelearning.exchange;

import java.util.regex.Pattern;

/**
 * A frame of a clip.
 *
 * @param clip name of the clip: 1 to 200 letters, digits, spaces, dots, underscores and hyphens. It
 *     starts with a letter or a digit and becomes part of file names.
 * @param index of the frame in the clip, from 0
 * @param size of the displayed frame
 */
public record ClipFrame(String clip, int index, FrameSize size) {

  private static final Pattern CLIP = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,199}");
  private static final int MAX_INDEX = 1_000_000;

  /**
   * @throws InvalidLabelException if the name or the index is invalid
   */
  public ClipFrame {
    if (!CLIP.matcher(clip).matches()) {
      throw new InvalidLabelException(
          "a clip's name needs 1 to 200 letters, digits, spaces, dots, underscores and hyphens");
    }
    if (index < 0 || index >= MAX_INDEX) {
      throw new InvalidLabelException("a frame's index must be 0 to " + (MAX_INDEX - 1));
    }
  }
}
