package org.echomotion.ingest.dicom.pixels;

import static org.echomotion.remark.Remark.Basis.DERIVED;
import static org.echomotion.remark.Remark.Property.CONTENT;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.ingest.dicom.parse.Packing;
import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.ingest.dicom.pixels.Fragments.Extent;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * The position of each frame in the file and its encoding. The number of frames is counted in the
 * pixel data, whatever number the file states.
 *
 * @param image the shape of each frame, confirmed by the pixel data
 * @param packing how the frames are packed
 * @param frames the extents of each frame, in order
 * @param remarks differences between the pixel data and the stated values
 */
public record FrameIndex(
    ImageDescription image, Packing packing, List<List<Extent>> frames, List<Remark> remarks) {

  /**
   * A compressed frame may be larger than the raw frame, but a larger length than this is false.
   */
  private static final long MAX_EXPANSION = 2;

  private static final long MAX_OVERHEAD = 1 << 16;

  /**
   * Finds the frames of a whole file.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if they do not fit the
   *     pixel data, {@code UNSUPPORTED}, {@code TOO_LARGE}
   */
  public static FrameIndex of(
      FileWindow file, DicomFile parsed, ImageDescription image, DecodeLimits limits) {
    Packing packing = packing(file, parsed);
    if (!parsed.encapsulated()) {
      return NativePixels.of(file, parsed, image, limits);
    }
    Fragments fragments = Fragments.of(file, parsed.pixels(), limits);
    if (packing == Packing.NONE) {
      return NativePixels.encapsulated(fragments, image, limits);
    }
    return counted(image, packing, fragments.byFrame(file, packing, image.statedFrames()), limits);
  }

  private static FrameIndex counted(
      ImageDescription image, Packing packing, List<List<Extent>> frames, DecodeLimits limits) {
    image.requireWithin(limits, frames.size());
    return new FrameIndex(
        image, packing, frames, countRemarks(image.statedFrames(), frames.size()));
  }

  /** Finds the complete frames of a file that is still arriving. */
  public static FrameIndex arrived(
      FileWindow file, DicomFile parsed, ImageDescription image, DecodeLimits limits) {
    Packing packing = packing(file, parsed);
    int most = Math.min(limits.maxFrames(), image.statedFrames().orElse(limits.maxFrames()));
    return parsed.encapsulated()
        ? new FrameIndex(
            image, packing, Fragments.arrived(file, parsed.pixels(), packing, most), List.of())
        : NativePixels.arrived(file, parsed, image, most);
  }

  /** Detects the packing from the first fragment, or else from the transfer syntax. */
  public static Packing packing(FileWindow file, DicomFile parsed) {
    Packing stated = parsed.syntax().map(syntax -> syntax.packing).orElse(Packing.NONE);
    if (!parsed.encapsulated()) {
      if (stated == Packing.VIDEO
          || (stated != Packing.NONE && Fragments.startsWithStream(file, parsed.pixels()))) {
        throw Refusal.unreadable("its compressed pixel data is not stored in fragments");
      }
      return Packing.NONE;
    }
    return Fragments.firstHead(file, parsed.pixels()).flatMap(Packing::ofStream).orElse(stated);
  }

  /** The remark on a number of frames that differs from the stated one. */
  public static List<Remark> countRemarks(OptionalInt stated, int held) {
    if (stated.isPresent() && stated.getAsInt() == held) {
      return List.of();
    }
    String text =
        stated.isPresent()
            ? SentenceCode.FRAME_COUNT_DIFFERS.text(stated.getAsInt(), held, held)
            : SentenceCode.FRAME_COUNT_UNSTATED.text(held);
    return List.of(new Remark(CONTENT, DERIVED, text));
  }

  /** Frames of equal length, one after the other. */
  public static List<List<Extent>> equal(long start, long frameBytes, int frames) {
    List<List<Extent>> extents = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      extents.add(List.of(new Extent(start + frame * frameBytes, frameBytes)));
    }
    return extents;
  }

  /** The packed bytes of a frame; words of a big endian file are swapped. */
  public byte[] packed(FileWindow file, DicomFile.PixelData pixels, int frame) {
    List<Extent> extents = frames.get(frame);
    long length = extents.stream().mapToLong(Extent::length).sum();
    if (length > MAX_EXPANSION * image.frameBytes() + MAX_OVERHEAD) {
      throw Refusal.unreadable("a compressed frame is much larger than the frame");
    }
    boolean turned =
        packing == Packing.NONE
            && pixels.bigEndian()
            && (pixels.words() || image.bytesPerSample() == 2);
    byte[] packed = new byte[(int) length];
    int at = 0;
    for (Extent extent : extents) {
      byte[] piece = turned ? turned(file, extent, pixels.start()) : plain(file, extent);
      System.arraycopy(piece, 0, packed, at, piece.length);
      at += piece.length;
    }
    return packed;
  }

  private static byte[] plain(FileWindow file, Extent extent) {
    file.seek(extent.start());
    return file.bytes(extent.length());
  }

  /** A word may extend over the border between two frames. */
  private static byte[] turned(FileWindow file, Extent extent, long base) {
    long from = base + (extent.start() - base) / 2 * 2;
    long to = base + (extent.start() + extent.length() - base + 1) / 2 * 2;
    byte[] words = plain(file, new Extent(from, Math.min(to, file.length()) - from));
    byte[] turned = new byte[(int) extent.length()];
    int offset = (int) (extent.start() - from);
    for (int i = 0; i < turned.length; i++) {
      int source = (offset + i) ^ 1;
      turned[i] = source < words.length ? words[source] : 0;
    }
    return turned;
  }
}
