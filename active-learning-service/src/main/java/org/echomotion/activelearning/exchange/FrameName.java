package org.echomotion.activelearning.exchange;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file name of a frame's picture: {@code <clip>_<index, six digits>.png}. Some tools keep only
 * this name of a frame.
 */
public final class FrameName {

  private static final Pattern NAME = Pattern.compile("(.+)[_-](\\d{1,6})\\.[A-Za-z]{1,5}");

  private FrameName() {}

  public static String of(ClipFrame frame) {
    return String.format(Locale.ROOT, "%s_%06d.png", frame.clip(), frame.index());
  }

  /**
   * Returns the frame that the fields {@code clip} and {@code frame_index} state, or else a
   * picture's name.
   *
   * @param picture the field with this name
   * @throws InvalidLabelException if neither is stated
   */
  public static ClipFrame stated(Fields fields, String picture, FrameSize size) {
    return fields.has("clip")
        ? new ClipFrame(fields.text("clip"), fields.count("frame_index"), size)
        : parse(fields.text(picture), size);
  }

  /**
   * Returns the frame that a picture's name states. Folders before the name are ignored.
   *
   * @throws InvalidLabelException if the name has another form
   */
  public static ClipFrame parse(String path, FrameSize size) {
    Matcher name = NAME.matcher(path.substring(path.replace('\\', '/').lastIndexOf('/') + 1));
    if (!name.matches()) {
      throw new InvalidLabelException(
          "clip and frame are unknown; name pictures like clip_000012.png");
    }
    return new ClipFrame(name.group(1), Integer.parseInt(name.group(2)), size);
  }
}
