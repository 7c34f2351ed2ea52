package org.echomotion.activelearning.exchange.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.error.EchoMotionException;

/**
 * Writes a NIfTI-1 volume, uint8 [width, height, frames], little-endian, 1 in the cavity. Frames
 * without an outline are 0. The spacing is stated as 1 with an unknown unit, because labels have no
 * spacing.
 */
public final class NiftiWriter {

  static final int HEADER_BYTES = 348;

  /** The most frames of a volume. */
  public static final int MAX_FRAMES = Short.MAX_VALUE;

  /** The header, and four zero bytes: no extension follows. */
  private static final int SAMPLES_AT = 352;

  private static final short UINT8 = 2;

  private NiftiWriter() {}

  /**
   * Writes the volume uncompressed; wrap the stream for {@code .nii.gz}. The stream stays open.
   *
   * @param labels of one clip and one reader
   * @param frameCount number of the clip's frames, at most 32,767
   * @throws EchoMotionException BAD_EXPORT if there is no label, the labels are of more than one
   *     clip or reader, or a label's frame is beyond the last frame
   */
  public static void write(List<LabelledFrame> labels, int frameCount, OutputStream out)
      throws IOException {
    if (labels.stream().map(l -> l.frame().clip() + "\n" + l.reader()).distinct().count() != 1) {
      throw refused("a mask volume needs the labels of one clip and one reader");
    }
    FrameSize size = labels.get(0).frame().size();
    Map<Integer, LabelledFrame> byIndex = new HashMap<>();
    labels.stream()
        .filter(LabelledFrame::isOutlined)
        .forEach(l -> byIndex.put(l.frame().index(), l));
    if (frameCount > MAX_FRAMES || labels.stream().anyMatch(l -> l.frame().index() >= frameCount)) {
      throw refused("a label's frame is beyond the last frame of the volume");
    }
    out.write(header(size, frameCount));
    for (int frame = 0; frame < frameCount; frame++) {
      byte[] samples = new byte[size.pixels()];
      LabelledFrame label = byIndex.get(frame);
      if (label != null) {
        boolean[] inside = CavityMask.of(label).inside();
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (byte) (inside[i] ? LeftVentricle.VALUE : 0);
        }
      }
      out.write(samples);
    }
  }

  private static byte[] header(FrameSize size, int frameCount) {
    ByteBuffer header = ByteBuffer.allocate(SAMPLES_AT).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, HEADER_BYTES);
    short[] extent = {
      3, (short) size.width(), (short) size.height(), (short) frameCount, 1, 1, 1, 1
    };
    for (int i = 0; i < extent.length; i++) {
      header.putShort(40 + 2 * i, extent[i]);
      header.putFloat(76 + 4 * i, 1);
    }
    header.putShort(70, UINT8);
    header.putShort(72, (short) 8);
    header.putFloat(108, SAMPLES_AT);
    header.putFloat(112, 1);
    header.put(148, "left ventricle = 1".getBytes(StandardCharsets.US_ASCII));
    // The rows of the affine matrix: voxels are their own coordinates.
    header.putShort(254, (short) 1);
    header.putFloat(280, 1);
    header.putFloat(300, 1);
    header.putFloat(320, 1);
    header.put(344, new byte[] {'n', '+', '1', 0});
    return header.array();
  }

  private static EchoMotionException refused(String reason) {
    return new EchoMotionException(ActiveLearningError.BAD_EXPORT, reason);
  }
}
