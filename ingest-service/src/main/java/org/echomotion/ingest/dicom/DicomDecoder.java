package org.echomotion.ingest.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.CineDecoder;
import org.echomotion.ingest.decode.DecodeLimits;
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
      ImageDescription image = ImageDescription.of(parsed.attributes(), limits);
      if (image.frames() < 2) {
        throw new EchoMotionException(IngestError.TOO_FEW_FRAMES, image.frames());
      }
      double frameRateHz = FrameTiming.frameRateHz(parsed.attributes(), image.frames());
      UltrasoundRegion region =
          UltrasoundRegion.of(parsed.attributes(), image.rows(), image.columns());
      return new Cine(
          luminance(file, parsed, image),
          image.rows(),
          image.columns(),
          frameRateHz,
          region.spacing(),
          StatedView.of(parsed.attributes()),
          SourceFormat.DICOM,
          region.place());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** uint8 [frames][rows * columns], the luminance of all frames. */
  static List<byte[]> luminance(FileWindow file, DicomFile parsed, ImageDescription image) {
    FrameCodec codec = FrameCodec.of(parsed.syntax());
    ToneTable tones = ToneTable.of(image, parsed.attributes());
    List<byte[]> frames = new ArrayList<>();
    for (List<Fragments.Extent> extents : extents(file, parsed, image)) {
      byte[] packed = join(file, extents, image);
      frames.add(tones.luminance(codec.unpack(packed, image)));
    }
    return frames;
  }

  private static List<List<Fragments.Extent>> extents(
      FileWindow file, DicomFile parsed, ImageDescription image) {
    boolean compressed = parsed.syntax().compression != TransferSyntax.Compression.NONE;
    if (compressed != parsed.encapsulated()) {
      throw Refusal.unreadable("its pixel data is not laid out as its transfer syntax says");
    }
    if (compressed) {
      return Fragments.byFrame(file, parsed, image.frames());
    }
    long frameBytes = UncompressedFrames.frameBytes(image);
    if (parsed.pixelLength() < frameBytes * image.frames()) {
      throw Refusal.unreadable("its pixel data is shorter than its frames");
    }
    List<List<Fragments.Extent>> extents = new ArrayList<>();
    for (int frame = 0; frame < image.frames(); frame++) {
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
