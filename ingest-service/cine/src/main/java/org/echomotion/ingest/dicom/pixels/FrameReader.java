package org.echomotion.ingest.dicom.pixels;

import static org.echomotion.remark.Remark.Basis.DERIVED;
import static org.echomotion.remark.Remark.Property.GRAY_SCALE;

import java.util.List;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.FrameCollector;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * Reads the frames of a file one after the other and converts each to luminance. If the gray scale
 * depends on the whole cine, the frames are read twice, so that only one frame of full depth is in
 * memory.
 */
public final class FrameReader {

  /** Black level of limited-range luminance (ITU-R BT.601). */
  private static final int PARTIAL_BLACK = 16;

  /** Fraction of a picture's pixels that may be darker because of filter ringing. */
  private static final double BLACKER_THAN_BLACK = 0.01;

  private final FileWindow file;
  private final DicomFile parsed;
  private final FrameIndex index;
  private final FrameCodec codec;
  private final ToneTable tones;
  private final boolean fullRange;

  /** Reads the first frame, and all frames if the gray scale depends on them. */
  public FrameReader(FileWindow file, DicomFile parsed, FrameIndex index) {
    this.file = file;
    this.parsed = parsed;
    this.index = index;
    this.codec = FrameCodec.of(index.packing());
    Samples first = samples(0);
    this.fullRange = isFullRangeAfterAll(first);
    ToneTable.Gray gray = gray(first);
    ToneTable.Range range =
        needsAllFrames(gray) ? range(gray) : new ToneTable.Range(0, (1 << gray.bits()) - 1);
    this.tones = ToneTable.of(index.image(), gray, range, parsed.attributes());
  }

  /**
   * Whether the gray scale depends on all frames, so that a part of the cine would look different.
   */
  public static boolean dependsOnWholeFilm(FileWindow file, DicomFile parsed, FrameIndex index) {
    Samples first =
        FrameCodec.of(index.packing())
            .unpack(index.packed(file, parsed.pixels(), 0), index.image());
    return ToneTable.needsRange(index.image(), gray(first), parsed.attributes());
  }

  private static ToneTable.Gray gray(Samples samples) {
    return new ToneTable.Gray(samples.bits(), samples.signed());
  }

  private boolean needsAllFrames(ToneTable.Gray gray) {
    return ToneTable.needsRange(index.image(), gray, parsed.attributes());
  }

  private ToneTable.Range range(ToneTable.Gray gray) {
    ToneTable.Range range = gray.range(samples(0).planes()[0]);
    for (int frame = 1; frame < index.frames().size(); frame++) {
      range = range.with(gray.range(samples(frame).planes()[0]));
    }
    return range;
  }

  private Samples samples(int frame) {
    return codec.unpack(index.packed(file, parsed.pixels(), frame), index.image());
  }

  /**
   * The luminance of all frames.
   *
   * @throws org.echomotion.error.EchoMotionException {@code TOO_LARGE}, {@code UNREADABLE} or
   *     {@code UNSUPPORTED}
   */
  public FrameCollector luminance(DecodeLimits limits) {
    FrameCollector frames =
        new FrameCollector(
            limits, index.image().rows(), index.image().columns(), index.frames().size());
    for (int frame = 0; frame < index.frames().size(); frame++) {
      Samples samples = samples(frame);
      frames.add(tones.luminance(fullRange ? samples.ofFullRange() : samples));
    }
    return frames;
  }

  /** Whether luminance with a stated range from 16 has lower values. */
  private static boolean isFullRangeAfterAll(Samples samples) {
    if (samples.colour() != Samples.Colour.PARTIAL_LUMINANCE || samples.bits() != 8) {
      return false;
    }
    int below = 0;
    for (short sample : samples.planes()[0]) {
      below += sample < PARTIAL_BLACK ? 1 : 0;
    }
    return below > BLACKER_THAN_BLACK * samples.planes()[0].length;
  }

  /** How the gray scale is known. */
  public List<Remark> remarks() {
    return fullRange
        ? List.of(new Remark(GRAY_SCALE, DERIVED, SentenceCode.GRAY_LEVELS_LOWER.text()))
        : tones.remarks();
  }
}
