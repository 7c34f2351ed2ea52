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
import org.echomotion.ingest.decode.FrameCollector;
import org.echomotion.ingest.decode.FrameSchedule;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.decode.Plane;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.DicomParser;
import org.echomotion.ingest.dicom.parse.FileStart;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.ingest.dicom.parse.InflatedFile;
import org.echomotion.ingest.dicom.parse.Packing;
import org.echomotion.ingest.dicom.parse.TransferSyntax;
import org.echomotion.ingest.dicom.pixels.EncapsulatedVideo;
import org.echomotion.ingest.dicom.pixels.FrameIndex;
import org.echomotion.ingest.dicom.pixels.FrameReader;
import org.echomotion.ingest.dicom.pixels.ImageDescription;
import org.echomotion.ingest.dicom.stated.FrameTiming;
import org.echomotion.ingest.dicom.stated.LitBox;
import org.echomotion.ingest.dicom.stated.StatedContent;
import org.echomotion.ingest.dicom.stated.StatedRegions;
import org.echomotion.ingest.dicom.stated.StatedScale;
import org.echomotion.ingest.dicom.stated.StatedView;
import org.echomotion.ingest.video.VideoFrames;
import org.echomotion.remark.Remark;

/**
 * Reads DICOM ultrasound cines in the encodings of {@link TransferSyntax}, in gray, palette, RGB
 * and YCbCr. The patient's identity is never read: see {@link Attribute}.
 */
public final class DicomDecoder implements CineDecoder {

  private final boolean otherModality;

  /** Refuses files that state another modality than ultrasound. */
  public DicomDecoder() {
    this(false);
  }

  /**
   * Reads files of ultrasound, and of other modalities if the caller insists.
   *
   * @param otherModality whether a cine that states another modality is read, with a remark
   */
  public DicomDecoder(boolean otherModality) {
    this.otherModality = otherModality;
  }

  @Override
  public boolean accepts(byte[] head) {
    return FileStart.of(head).isPresent();
  }

  /**
   * {@inheritDoc}
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, {@code NOT_A_CINE}, {@code
   *     TOO_FEW_FRAMES}, {@code NO_FRAME_RATE} or {@code TOO_LARGE}
   */
  @Override
  public Cine decode(Path path, DecodeLimits limits) {
    try (FileWindow file = open(path, limits)) {
      DicomFile parsed = parse(file);
      ImageDescription image = ImageDescription.of(parsed.attributes(), limits);
      if (FrameIndex.packing(file, parsed) == Packing.VIDEO) {
        VideoFrames video = EncapsulatedVideo.decode(path, file, parsed, image, limits);
        return cine(parsed, video.frames(), video.frames().count(), video.pixelAspect())
            .withRemarks(video.remarks());
      }
      FrameIndex index = FrameIndex.of(file, parsed, image, limits);
      int frames = index.frames().size();
      if (frames < 2) {
        throw new EchoMotionException(IngestError.TOO_FEW_FRAMES, frames);
      }
      return cine(file, parsed, index, frames, limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A video can only be read as a whole, and so can a cine whose gray scale depends on all
   * frames.
   *
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  @Override
  public Optional<Cine> decodeArrived(Path path, DecodeLimits limits) {
    try (FileWindow file = open(path, limits)) {
      DicomFile parsed = parse(file);
      ImageDescription image = ImageDescription.of(parsed.attributes(), limits);
      if (FrameIndex.packing(file, parsed) == Packing.VIDEO) {
        return Optional.empty();
      }
      FrameIndex index = FrameIndex.arrived(file, parsed, image, limits);
      int arrived = index.frames().size();
      if (arrived < 2 || FrameReader.dependsOnWholeFilm(file, parsed, index)) {
        return Optional.empty();
      }
      int whole = image.statedFrames().orElse(arrived);
      return Optional.of(cine(file, parsed, index, whole, limits));
    } catch (EchoMotionException e) {
      return CineDecoder.notYet(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param whole frames of the whole film
   */
  private static Cine cine(
      FileWindow file, DicomFile parsed, FrameIndex index, int whole, DecodeLimits limits) {
    FrameReader reader = new FrameReader(file, parsed, index);
    List<Remark> remarks = new ArrayList<>(index.remarks());
    remarks.addAll(reader.remarks());
    FrameCollector frames = reader.luminance(limits);
    double square =
        (double) frames.sourceColumns()
            * frames.rows()
            / ((double) frames.columns() * frames.sourceRows());
    return cine(parsed, frames, whole, square).withRemarks(remarks);
  }

  private static FileWindow open(Path path, DecodeLimits limits) throws IOException {
    FileWindow file = new FileWindow(path);
    try {
      if (!InflatedFile.isDeflated(file)) {
        return file;
      }
      FileWindow inflated = InflatedFile.of(file, limits);
      file.close();
      return inflated;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private DicomFile parse(FileWindow file) {
    return DicomParser.parse(file, attributes -> StatedContent.require(attributes, otherModality));
  }

  /**
   * @param whole number of frames of the whole cine
   * @param ownAspect width of a pixel of {@code frames} divided by its height, used if the file
   *     states none
   */
  private static Cine cine(DicomFile parsed, FrameCollector frames, int whole, double ownAspect) {
    DataSet attributes = parsed.attributes();
    FrameSchedule schedule = FrameTiming.schedule(attributes, whole).first(frames.count());
    int rows = frames.sourceRows();
    int columns = frames.sourceColumns();
    double down = (double) rows / frames.rows();
    double across = (double) columns / frames.columns();
    Cine unscaled =
        new Cine(
            frames.frames(),
            frames.rows(),
            frames.columns(),
            schedule.rateHz(),
            Optional.empty(),
            Optional.empty(),
            SourceFormat.DICOM);
    StatedScale scale =
        StatedScale.of(
            attributes,
            rows,
            columns,
            () -> LitBox.of(unscaled).map(box -> grown(box, down, across)));
    StatedView view = StatedView.of(attributes);
    List<Remark> remarks = new ArrayList<>(StatedContent.remarks(attributes));
    remarks.addAll(view.remarks());
    if (scale.planes().isEmpty()) {
      remarks.addAll(StatedRegions.remarks(attributes));
    }
    remarks.addAll(scale.remarks());
    remarks.addAll(schedule.remarks());
    return new Cine(
        frames.frames(),
        frames.rows(),
        frames.columns(),
        schedule.rateHz(),
        scale.spacing().map(frames::reduced),
        view.view(),
        SourceFormat.DICOM,
        scale.place().map(frames::reduced),
        schedule.times(),
        remarks,
        scale.aspect() == 1 ? ownAspect : scale.aspect() * across / down,
        scale.planes().stream()
            .map(plane -> new Plane(frames.reduced(plane.region()), plane.remarks()))
            .toList());
  }

  /** Converts a box in the reduced frames to the original frames. */
  private static PixelRegion grown(PixelRegion box, double down, double across) {
    return new PixelRegion(
        (int) (box.x() * across),
        (int) (box.y() * down),
        (int) Math.ceil(box.width() * across),
        (int) Math.ceil(box.height() * down));
  }
}
