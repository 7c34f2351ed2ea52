package org.echomotion.segmentation.training.shards;

import com.google.protobuf.ByteString;
import java.util.List;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

/**
 * A labelled frame as {@code tf.Example}. {@code frame} and {@code labels} are 112 x 112 bytes,
 * row-major; {@code all_structures} is an int64, 0 or 1; the other features are UTF-8 text. {@code
 * mm_per_px} is decimal text, as in the index, because the format has no double.
 */
final class FrameExample {

  static final String FRAME = "frame";
  static final String LABELS = "labels";
  static final String ALL_STRUCTURES = "all_structures";

  /** Text features, in the order of {@link #texts}. */
  static final List<String> TEXTS =
      List.of("subject", "split", "view", "phase", "mm_per_px", "source", "quality");

  private FrameExample() {}

  static byte[] of(LabelledFrame frame) {
    Features.Builder features =
        Features.newBuilder()
            .putFeature(FRAME, bytes(ByteString.copyFrom(frame.gray())))
            .putFeature(LABELS, bytes(ByteString.copyFrom(frame.labels())))
            .putFeature(
                ALL_STRUCTURES,
                Feature.newBuilder()
                    .setInt64List(Int64List.newBuilder().addValue(frame.allStructures() ? 1 : 0))
                    .build());
    List<String> texts = texts(frame);
    for (int i = 0; i < texts.size(); i++) {
      features.putFeature(TEXTS.get(i), bytes(ByteString.copyFromUtf8(texts.get(i))));
    }
    return Example.newBuilder().setFeatures(features).build().toByteArray();
  }

  /**
   * @param texts values of {@link #TEXTS}
   */
  static LabelledFrame frame(
      byte[] gray, byte[] labels, boolean allStructures, List<String> texts) {
    return new LabelledFrame(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.get(3),
        gray,
        labels,
        Double.parseDouble(texts.get(4)),
        texts.get(5),
        allStructures,
        texts.get(6));
  }

  private static List<String> texts(LabelledFrame frame) {
    return List.of(
        frame.subject(),
        frame.split(),
        frame.view(),
        frame.phase(),
        Double.toString(frame.millimetresPerPixel()),
        frame.source(),
        frame.quality());
  }

  private static Feature bytes(ByteString value) {
    return Feature.newBuilder().setBytesList(BytesList.newBuilder().addValue(value)).build();
  }
}
