package org.echomotion.activelearning.exchange.nifti;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.error.EchoMotionException;

/**
 * Reads a NIfTI-1 volume of labels in one file, with or without gzip compression, in either byte
 * order, of whole or real numbers. No more bytes are unpacked than the header states. Labels other
 * than 1 are background.
 */
public final class NiftiReader {

  private static final int MAX_EXTENSION_BYTES = 1 << 20;

  private NiftiReader() {}

  /**
   * Reads a volume.
   *
   * @param clip name of the clip
   * @param size of the clip's frames, which the volume must have
   * @param reader who labelled the clip
   * @throws EchoMotionException BAD_IMPORT if the file is not such a volume, has another size, ends
   *     early, or has no cavity
   */
  public static List<LabelledFrame> read(
      InputStream in, String clip, FrameSize size, String reader, ImportLimits limits)
      throws IOException {
    ImportedLabels labels = new ImportedLabels(limits);
    try {
      InputStream raw = new BufferedInputStream(in);
      InputStream unpacked = isPacked(raw) ? new GZIPInputStream(raw) : raw;
      ByteBuffer header = header(unpacked);
      int frames = frames(header, size);
      SampleType type = SampleType.of(header.getShort(70));
      skipTo(Math.round(header.getFloat(108)), unpacked);
      for (int frame = 0; frame < frames; frame++) {
        labels.countMask(size);
        byte[] samples = exactly(size.pixels() * type.bytes(), unpacked);
        boolean[] inside = inside(ByteBuffer.wrap(samples).order(header.order()), type, size);
        ClipFrame of = new ClipFrame(clip, frame, size);
        ImportedLabels.item("frame " + frame, () -> add(of, reader, inside, labels));
      }
    } catch (InvalidLabelException e) {
      throw e.at("the file");
    } catch (ZipException | EOFException e) {
      throw new InvalidLabelException("its compressed bytes are damaged").at("the file");
    }
    return labels.all();
  }

  private static void add(ClipFrame frame, String reader, boolean[] inside, ImportedLabels labels) {
    for (boolean pixel : inside) {
      if (pixel) {
        labels.add(
            LabelledFrame.outlined(frame, reader, new CavityMask(frame.size(), inside).outline()));
        return;
      }
    }
  }

  private static boolean isPacked(InputStream in) throws IOException {
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed;
  }

  private static ByteBuffer header(InputStream in) throws IOException {
    ByteBuffer header =
        ByteBuffer.wrap(exactly(NiftiWriter.HEADER_BYTES, in)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt(0) != NiftiWriter.HEADER_BYTES) {
      header.order(ByteOrder.BIG_ENDIAN);
    }
    if (header.getInt(0) != NiftiWriter.HEADER_BYTES
        || header.get(344) != 'n'
        || header.get(345) != '+') {
      throw new InvalidLabelException("it is not a NIfTI-1 file with header and samples in one");
    }
    float slope = header.getFloat(112);
    if (slope != 0 && Float.isFinite(slope) && (slope != 1 || header.getFloat(116) != 0)) {
      throw new InvalidLabelException("its labels are scaled");
    }
    return header;
  }

  private static int frames(ByteBuffer header, FrameSize size) {
    int axes = header.getShort(40);
    if (axes < 2 || axes > 7) {
      throw new InvalidLabelException("it does not have two or three axes");
    }
    if (header.getShort(42) != size.width() || header.getShort(44) != size.height()) {
      throw new InvalidLabelException("its frames have another size than the clip's");
    }
    int frames = axes == 2 ? 1 : header.getShort(46);
    for (int axis = 4; axis <= axes; axis++) {
      if (header.getShort(40 + 2 * axis) != 1) {
        throw new InvalidLabelException("it has more than three axes");
      }
    }
    if (frames < 1) {
      throw new InvalidLabelException("it has no frames");
    }
    return frames;
  }

  private static void skipTo(int offset, InputStream in) throws IOException {
    int extension = offset - NiftiWriter.HEADER_BYTES;
    if (extension < 0 || extension > MAX_EXTENSION_BYTES) {
      throw new InvalidLabelException("its header states an invalid start of the samples");
    }
    exactly(extension, in);
  }

  private static byte[] exactly(int count, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new InvalidLabelException("it is shorter than its header states");
    }
    return bytes;
  }

  private static boolean[] inside(ByteBuffer samples, SampleType type, FrameSize size) {
    boolean[] inside = new boolean[size.pixels()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = type.at(samples, i) == LeftVentricle.VALUE;
    }
    return inside;
  }
}
