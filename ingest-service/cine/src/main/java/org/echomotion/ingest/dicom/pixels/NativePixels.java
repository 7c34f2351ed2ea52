package org.echomotion.ingest.dicom.pixels;

import static org.echomotion.remark.Remark.Basis.DERIVED;
import static org.echomotion.remark.Remark.Property.CONTENT;
import static org.echomotion.remark.Remark.Property.GRAY_SCALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.ingest.dicom.parse.Packing;
import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.ingest.dicom.pixels.Fragments.Extent;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * Finds the frames of uncompressed pixel data (DICOM PS3.5, section 8.1). The length of the pixel
 * data determines the number of frames and whether chrominance is full or halved, because files
 * misstate both.
 */
final class NativePixels {

  private NativePixels() {}

  /** A layout that fits the length. */
  private record Fit(ImageDescription image, int frames) {}

  static FrameIndex of(
      FileWindow file, DicomFile parsed, ImageDescription image, DecodeLimits limits) {
    DicomFile.PixelData pixels = parsed.pixels();
    if (pixels.length() > file.length() - pixels.start()) {
      throw Refusal.truncated();
    }
    int samples =
        parsed.attributes().number(Attribute.SAMPLES_PER_PIXEL, image.photometric().samples);
    if (samples != image.photometric().samples) {
      throw Refusal.unreadable("its samples per pixel and its colours do not agree");
    }
    Fit fit = fit(image, pixels.length());
    fit.image.requireWithin(limits, fit.frames);
    long frameBytes = UncompressedFrames.frameBytes(fit.image);
    List<Remark> remarks = remarks(image, fit);
    long excess = pixels.length() - frameBytes * fit.frames;
    if (excess > 1) {
      remarks.add(
          new Remark(CONTENT, DERIVED, SentenceCode.EXCESS_PIXELS.text(excess, fit.frames)));
    }
    return new FrameIndex(
        fit.image,
        Packing.NONE,
        FrameIndex.equal(pixels.start(), frameBytes, fit.frames),
        List.copyOf(remarks));
  }

  private static Fit fit(ImageDescription image, long length) {
    OptionalInt stated = image.statedFrames();
    List<ImageDescription> layouts = layouts(image);
    Optional<Fit> asStated =
        layouts.stream()
            .filter(layout -> stated.isPresent() && fills(layout, stated.getAsInt(), length))
            .map(layout -> new Fit(layout, stated.getAsInt()))
            .findFirst();
    if (asStated.isPresent()) {
      return asStated.get();
    }
    List<Fit> others =
        layouts.stream()
            .map(layout -> new Fit(layout, frames(layout, length)))
            .filter(fit -> fit.frames > 0 && fills(fit.image, fit.frames, length))
            .filter(fit -> stated.isEmpty() || fit.frames > stated.getAsInt())
            .toList();
    if (others.size() == 1) {
      return others.get(0);
    }
    boolean oneLayout = layouts.size() == 1 || others.isEmpty();
    if (stated.isPresent() && oneLayout && isPadding(image, stated.getAsInt(), length)) {
      return new Fit(image, stated.getAsInt());
    }
    throw mismatch(image, length);
  }

  private static RuntimeException mismatch(ImageDescription image, long length) {
    if (image.statedFrames().isEmpty()) {
      return Refusal.unreadable(
          "it does not state its number of frames, and its pixel data has no whole number of"
              + " frames");
    }
    int stated = image.statedFrames().getAsInt();
    int held = frames(image, length);
    return held < stated
        ? Refusal.unreadable(
            "its pixel data is shorter than its frames: it states %d and holds %d whole one(s)"
                .formatted(stated, held))
        : Refusal.unreadable(
            "its pixel data is longer than the stated %d frame(s) and fits no other number"
                .formatted(stated));
  }

  /** The stated layout, then the alternative with full or halved chrominance. */
  private static List<ImageDescription> layouts(ImageDescription image) {
    return switch (image.photometric()) {
      case YBR_FULL_422 -> List.of(image, image.withPhotometric(Photometric.YBR_FULL));
      case YBR_FULL -> List.of(image, image.withPhotometric(Photometric.YBR_FULL_422));
      default -> List.of(image);
    };
  }

  /** Pixel data has an even length. */
  private static boolean fills(ImageDescription image, int frames, long length) {
    long rest = length - UncompressedFrames.frameBytes(image) * frames;
    return rest == 0 || rest == 1;
  }

  private static int frames(ImageDescription image, long length) {
    return (int) Math.min(Integer.MAX_VALUE, length / UncompressedFrames.frameBytes(image));
  }

  /**
   * Excess bytes, fewer than a frame, may be padding. If they divide equally among all rows, the
   * rows are longer than stated instead.
   */
  private static boolean isPadding(ImageDescription image, int frames, long length) {
    long frameBytes = UncompressedFrames.frameBytes(image);
    long excess = length - frameBytes * frames;
    return excess >= 0 && excess < frameBytes && excess % ((long) frames * image.rows()) != 0;
  }

  private static List<Remark> remarks(ImageDescription image, Fit fit) {
    List<Remark> remarks =
        new ArrayList<>(FrameIndex.countRemarks(image.statedFrames(), fit.frames));
    if (fit.image.photometric() != image.photometric()) {
      remarks.add(new Remark(GRAY_SCALE, DERIVED, SentenceCode.COLOUR_LAYOUT_DETECTED.text()));
    }
    return remarks;
  }

  /**
   * Uncompressed frames in fragments: one fragment per frame, or all frames together split into
   * equal parts (DICOM PS3.5, annex A.4.11).
   */
  static FrameIndex encapsulated(Fragments fragments, ImageDescription image, DecodeLimits limits) {
    long frameBytes = UncompressedFrames.frameBytes(image);
    List<Extent> pieces = fragments.pieces();
    int stated = image.statedFrames().orElse(pieces.size());
    List<List<Extent>> frames;
    if (pieces.stream().allMatch(piece -> piece.length() - frameBytes <= 1)
        && pieces.stream().allMatch(piece -> piece.length() >= frameBytes)) {
      frames =
          pieces.stream().map(piece -> List.of(new Extent(piece.start(), frameBytes))).toList();
    } else if (pieces.size() == 1 && fills(image, stated, pieces.get(0).length())) {
      frames = FrameIndex.equal(pieces.get(0).start(), frameBytes, stated);
    } else {
      throw Refusal.unreadable("its fragments are not the size of its frames");
    }
    image.requireWithin(limits, frames.size());
    return new FrameIndex(
        image, Packing.NONE, frames, FrameIndex.countRemarks(image.statedFrames(), frames.size()));
  }

  /** The completely received frames. */
  static FrameIndex arrived(FileWindow file, DicomFile parsed, ImageDescription image, int most) {
    long bytes = Math.min(parsed.pixels().length(), file.length() - parsed.pixels().start());
    Fit fit = fit(image, parsed.pixels().length());
    long frameBytes = UncompressedFrames.frameBytes(fit.image);
    List<List<Extent>> frames =
        FrameIndex.equal(
            parsed.pixels().start(), frameBytes, (int) Math.min(most, bytes / frameBytes));
    return new FrameIndex(fit.image, Packing.NONE, frames, remarks(image, fit));
  }
}
