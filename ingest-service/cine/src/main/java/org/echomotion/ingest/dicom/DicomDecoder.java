package org.echomotion.ingest.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.CineDecoder;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.FrameSchedule;
import org.echomotion.ingest.decode.SourceFormat;

/**
 * Reads DICOM ultrasound cines: uncompressed, RLE, JPEG Baseline and JPEG 2000, in gray, palette,
 * RGB and YCbCr. Who the patient is stays in the file: see {@link Attribute}.
 */
public final class DicomDecoder implements CineDecoder {

  private static final int MARK_AT = 128;

  /** A compressed frame may be larger than the frame; more than this and its length is a lie. */
  private static final long MAX_EXPANSION = 2;

  private static final long MAX_OVERHEAD = 1 << 16;

  @Override
  public boolean accepts(byte[] head) {
    return head.length >= MARK_AT + 4
        && head[MARK_AT] == 'D'
        && head[MARK_AT + 1] == 'I'
        && head[MARK_AT + 2] == 'C'
        && head[MARK_AT + 3] == 'M';
  }

  /**
   * {@inheritDoc}
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, {@code TOO_FEW_FRAMES},
   *     {@code NO_FRAME_RATE} or {@code TOO_LARGE}
   */
  @Override
  public Cine decode(Path path, DecodeLimits limits) {
    try (FileWindow file = new FileWindow(path)) {
      DicomFile parsed = DicomParser.parse(file);
      ImageDescription image = described(parsed, limits);
      return cine(parsed, image, luminance(file, parsed, image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  @Override
  public Optional<Cine> decodeArrived(Path path, DecodeLimits limits) {
    try (FileWindow file = new FileWindow(path)) {
      DicomFile parsed = DicomParser.parse(file);
      ImageDescription image = described(parsed, limits);
      List<List<Fragments.Extent>> arrived = arrived(file, parsed, image);
      return arrived.size() < 2
          ? Optional.empty()
          : Optional.of(cine(parsed, image, luminance(file, parsed, image, arrived)));
    } catch (EchoMotionException e) {
      return CineDecoder.notYet(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImageDescription described(DicomFile parsed, DecodeLimits limits) {
    ImageDescription image = ImageDescription.of(parsed.attributes(), limits);
    if (image.frames() < 2) {
      throw new EchoMotionException(IngestError.TOO_FEW_FRAMES, image.frames());
    }
    return image;
  }

  private static Cine cine(DicomFile parsed, ImageDescription image, List<byte[]> frames) {
    UltrasoundRegion region =
        UltrasoundRegion.of(parsed.attributes(), image.rows(), image.columns());
    FrameSchedule schedule =
        FrameTiming.schedule(parsed.attributes(), image.frames()).first(frames.size());
    return new Cine(
        frames,
        image.rows(),
        image.columns(),
        schedule.rateHz(),
        region.spacing(),
        StatedView.of(parsed.attributes()),
        SourceFormat.DICOM,
        region.place(),
        schedule.times(),
        schedule.remarks());
  }

  /** uint8 [frames][rows * columns], the luminance of all frames. */
  static List<byte[]> luminance(FileWindow file, DicomFile parsed, ImageDescription image) {
    return luminance(file, parsed, image, extents(file, parsed, image));
  }

  private static List<byte[]> luminance(
      FileWindow file,
      DicomFile parsed,
      ImageDescription image,
      List<List<Fragments.Extent>> extents) {
    FrameCodec codec = FrameCodec.of(parsed.syntax());
    ToneTable tones = ToneTable.of(image, parsed.attributes());
    List<byte[]> frames = new ArrayList<>();
    for (List<Fragments.Extent> frame : extents) {
      frames.add(tones.luminance(codec.unpack(join(file, frame, image), image)));
    }
    return frames;
  }

  private static List<List<Fragments.Extent>> extents(
      FileWindow file, DicomFile parsed, ImageDescription image) {
    if (isCompressed(parsed)) {
      return Fragments.byFrame(file, parsed, image.frames());
    }
    if (parsed.pixelLength() > file.length() - parsed.pixelStart()) {
      throw Refusal.truncated();
    }
    if (parsed.pixelLength() < UncompressedFrames.frameBytes(image) * image.frames()) {
      throw Refusal.unreadable("its pixel data is shorter than its frames");
    }
    return uncompressed(parsed, image, image.frames());
  }

  private static List<List<Fragments.Extent>> arrived(
      FileWindow file, DicomFile parsed, ImageDescription image) {
    if (isCompressed(parsed)) {
      return Fragments.arrived(file, parsed, image.frames());
    }
    long bytes = file.length() - parsed.pixelStart();
    long whole = bytes / UncompressedFrames.frameBytes(image);
    return uncompressed(parsed, image, (int) Math.min(image.frames(), whole));
  }

  private static boolean isCompressed(DicomFile parsed) {
    boolean compressed = parsed.syntax().compression != TransferSyntax.Compression.NONE;
    if (compressed != parsed.encapsulated()) {
      throw Refusal.unreadable("its pixel data is not laid out as its transfer syntax says");
    }
    return compressed;
  }

  private static List<List<Fragments.Extent>> uncompressed(
      DicomFile parsed, ImageDescription image, int frames) {
    long frameBytes = UncompressedFrames.frameBytes(image);
    List<List<Fragments.Extent>> extents = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      extents.add(
          List.of(new Fragments.Extent(parsed.pixelStart() + frame * frameBytes, frameBytes)));
    }
    return extents;
  }

  private static byte[] join(
      FileWindow file, List<Fragments.Extent> extents, ImageDescription image) {
    long length = extents.stream().mapToLong(Fragments.Extent::length).sum();
    if (length > MAX_EXPANSION * image.frameBytes() + MAX_OVERHEAD) {
      throw Refusal.unreadable("a compressed frame is much larger than the frame");
    }
    byte[] packed = new byte[(int) length];
    int at = 0;
    for (Fragments.Extent extent : extents) {
      file.seek(extent.start());
      byte[] piece = file.bytes(extent.length());
      System.arraycopy(piece, 0, packed, at, piece.length);
      at += piece.length;
    }
    return packed;
  }
}
