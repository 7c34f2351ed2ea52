package org.echomotion.activelearning.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echomotion.error.EchoMotionException;

/** Collects the labels of one file and enforces the limits. */
public final class ImportedLabels {

  private record Key(String clip, int index, String reader) {}

  private final ImportLimits limits;
  private final List<LabelledFrame> labels = new ArrayList<>();
  private final Set<Key> seen = new HashSet<>();
  private long maskPixels;

  public ImportedLabels(ImportLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads one item of the file.
   *
   * @param where the item in words, for example "annotation 12"
   * @throws EchoMotionException BAD_IMPORT if the item breaks a rule
   */
  public static void item(String where, Runnable reading) {
    try {
      reading.run();
    } catch (InvalidLabelException e) {
      throw e.at(where);
    }
  }

  /**
   * Counts a mask. Call this before the mask is unpacked.
   *
   * @throws InvalidLabelException if the file's masks have too many pixels
   */
  public void countMask(FrameSize size) {
    maskPixels += size.pixels();
    if (maskPixels > limits.maxMaskPixels()) {
      throw new InvalidLabelException(
          "the masks have more than " + limits.maxMaskPixels() + " pixels together");
    }
  }

  /**
   * Adds a label.
   *
   * @throws InvalidLabelException if there are too many labels, or if the reader has labelled this
   *     frame before
   */
  public void add(LabelledFrame label) {
    if (labels.size() >= limits.maxLabels()) {
      throw new InvalidLabelException("there are more than " + limits.maxLabels() + " labels");
    }
    if (!seen.add(new Key(label.frame().clip(), label.frame().index(), label.reader()))) {
      throw new InvalidLabelException(
          "the frame has two labels of one reader; state the reader of each");
    }
    labels.add(label);
  }

  /**
   * All labels, in the order of the file.
   *
   * @throws EchoMotionException BAD_IMPORT if the file has no label
   */
  public List<LabelledFrame> all() {
    if (labels.isEmpty()) {
      throw new InvalidLabelException("it holds no label of the left ventricle").at("the file");
    }
    return List.copyOf(labels);
  }
}
