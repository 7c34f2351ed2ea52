package org.echomotion.segmentation.training.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.network.views.ViewHead;
import org.echomotion.segmentation.training.augmentation.Augmentation;
import org.echomotion.segmentation.training.configuration.AugmentSettings;
import org.echomotion.segmentation.training.configuration.Composition;

/** Encodes frames and their changed copies once. */
final class StudyEncoding {

  private static final int BATCH = 16;

  private final FrameEncoder encoder;
  private final TokenFile tokens;
  private final int variants;
  private final AugmentSettings changes;
  private final SplittableRandom random;

  StudyEncoding(FrameEncoder encoder, TokenFile tokens, int variants, long seed) {
    this.encoder = encoder;
    this.tokens = tokens;
    this.variants = variants;
    this.changes = Composition.of(List.of("data.path=none")).augment();
    this.random = new SplittableRandom(seed);
  }

  /** Index of a frame's class among the outputs of {@link ViewHead}. */
  static int viewOf(PreparedFrame frame) {
    return switch (frame.view()) {
      case "A4C" -> 0;
      case "A2C" -> 1;
      default -> ViewHead.VIEWS - 1;
    };
  }

  /**
   * @param changed whether to encode changed copies too
   */
  EncodedStudy encode(StudyFrames study, boolean changed) throws IOException {
    List<EncodedStudy.Variant> encoded = new ArrayList<>();
    encoded.add(variant(study.frames()));
    for (int i = 0; changed && i < variants; i++) {
      List<PreparedFrame> moved = new ArrayList<>();
      for (int frame = 0; frame < study.frames().size(); frame += 2) {
        // The same random changes for both phases, because one window shows the whole beat.
        long seed = random.nextLong();
        for (int phase = frame; phase < frame + 2; phase++) {
          moved.add(new Augmentation(changes, seed).apply(study.frames().get(phase)));
        }
      }
      encoded.add(variant(moved));
    }
    return new EncodedStudy(study, encoded);
  }

  private EncodedStudy.Variant variant(List<PreparedFrame> frames) throws IOException {
    int first = tokens.add(encoder.tokens(frames.stream().map(PreparedFrame::gray).toList()));
    int[] places = new int[frames.size()];
    float[] sizes = new float[frames.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = first + i;
      sizes[i] = LogSize.of(frames.get(i));
    }
    return new EncodedStudy.Variant(places, sizes);
  }

  /** Tokens of one frame, not stored. */
  float[] tokens(byte[] gray) {
    return encoder.tokens(List.of(gray));
  }

  /**
   * Creates {@code count} pictures that are not apical views, half of them augmented like frames.
   *
   * @param apical frames from which some are made
   * @return their positions in the token file
   */
  int[] others(List<byte[]> apical, int count) throws IOException {
    OtherPictures pictures = new OtherPictures(random.nextLong());
    int[] places = new int[count];
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] picture = pictures.next(apical.get(random.nextInt(apical.size())));
      if (random.nextBoolean()) {
        picture = new Augmentation(changes, random.nextLong()).apply(bare(picture)).gray();
      }
      batch.add(picture);
      if (batch.size() == BATCH || i == count - 1) {
        int first = tokens.add(encoder.tokens(batch));
        for (int j = 0; j < batch.size(); j++) {
          places[i - batch.size() + 1 + j] = first + j;
        }
        batch.clear();
      }
    }
    return places;
  }

  private static PreparedFrame bare(byte[] gray) {
    return new PreparedFrame(
        "other", "train", "OTHER", "MID", gray, new byte[gray.length], Double.NaN, "made", false);
  }

  /** Frames of {@code studies} by source and view. Each source has the same share. */
  static List<ViewTrainer.Group> groups(List<EncodedStudy> studies) {
    TreeMap<String, List<Integer>> places = new TreeMap<>();
    for (EncodedStudy study : studies) {
      for (EncodedStudy.Variant variant : study.variants()) {
        for (int i = 0; i < variant.places().length; i++) {
          String group = viewOf(study.study().frames().get(i)) + study.study().source();
          places.computeIfAbsent(group, g -> new ArrayList<>()).add(variant.places()[i]);
        }
      }
    }
    double share = 1.0 / places.size();
    List<ViewTrainer.Group> groups = new ArrayList<>();
    places.forEach(
        (group, members) ->
            groups.add(
                new ViewTrainer.Group(
                    group.charAt(0) - '0',
                    share,
                    members.stream().mapToInt(Integer::intValue).toArray())));
    return groups;
  }
}
