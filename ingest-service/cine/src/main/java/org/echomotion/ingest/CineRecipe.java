package org.echomotion.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.CineDecoders;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.deidentify.Deidentifier;
import org.echomotion.ingest.dicom.DicomDecoder;
import org.echomotion.ingest.preprocess.PreprocessingV1;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.sector.BurnedInText;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.sector.SectorFinder;
import org.echomotion.ingest.video.VideoDecoder;

/**
 * The way from a file to the frames that the network sees. Uploads, uploads that are still under
 * way, training sets and evaluations all use it, so that equal files give equal bits.
 *
 * <ol>
 *   <li><b>Decode</b>: {@link #decode} turns a file into a {@link Cine}, gray frames with their
 *       rate and scale. Package {@code video} reads videos, package {@code dicom} reads DICOM;
 *       {@link #decodePlanes} also accepts the two planes of a biplane picture, and {@link
 *       #decodeArrived} the first part of a file.
 *   <li><b>Find the sector</b>: {@link #sector} finds the ultrasound picture in the frames, and
 *       {@link #examined} detects text inside it. Package {@code sector}.
 *   <li><b>De-identify</b>: the first half of {@link #frames}. It crops the frames to the sector
 *       and sets all pixels outside it to 0. Package {@code deidentify}.
 *   <li><b>Preprocess</b>: the second half of {@link #frames}. It makes the pixels square, enhances
 *       the contrast and scales each frame to the working size. Package {@code preprocess}.
 * </ol>
 *
 * <p>{@link #labels} takes a label image through the same crop and the same scaling.
 *
 * @param decoders read the files
 * @param limits of one cine's size
 * @param preprocessing holds every parameter of the last step
 */
public record CineRecipe(
    CineDecoders decoders, DecodeLimits limits, PreprocessingV1 preprocessing) {

  /** The recipe of this version of EchoMotion, for all kinds of file. */
  public static final CineRecipe STANDARD =
      new CineRecipe(decoders(false), DecodeLimits.DEFAULT, PreprocessingV1.STANDARD);

  /**
   * The same recipe for other DICOM files.
   *
   * @param otherModality whether cines that state another modality than ultrasound are read
   */
  public CineRecipe withOtherModality(boolean otherModality) {
    return new CineRecipe(decoders(otherModality), limits, preprocessing);
  }

  private static CineDecoders decoders(boolean otherModality) {
    return new CineDecoders(List.of(new DicomDecoder(otherModality), new VideoDecoder()));
  }

  /** The same recipe with other size limits. */
  public CineRecipe withLimits(DecodeLimits others) {
    return new CineRecipe(decoders, others, preprocessing);
  }

  /**
   * Reads a whole file that shows one plane.
   *
   * @throws EchoMotionException if the file is not a readable cine, or is too large; {@code
   *     TWO_PLANES} if its picture shows several
   */
  public Cine decode(Path file) {
    List<Cine> planes = decodePlanes(file);
    if (planes.size() > 1 || !planes.get(0).planes().isEmpty()) {
      throw new EchoMotionException(IngestError.TWO_PLANES);
    }
    return planes.get(0);
  }

  /**
   * Reads a whole file.
   *
   * @return one cine, or both planes of a biplane cine: see {@link Planes#of}
   * @throws EchoMotionException if the file is not a readable cine, or is too large
   */
  public List<Cine> decodePlanes(Path file) {
    return Planes.of(decoders.decode(file, limits));
  }

  /**
   * Reads the frames so far of a file that is still arriving.
   *
   * @return empty while fewer than 2 frames can be read, and if the picture shows two planes
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  public Optional<Cine> decodeArrived(Path file) {
    return decoders
        .decodeArrived(file, limits)
        .map(Planes::of)
        .filter(planes -> planes.size() == 1)
        .map(planes -> planes.get(0));
  }

  /**
   * Finds the ultrasound picture. A few frames of a cine are enough.
   *
   * @throws EchoMotionException {@code NO_SECTOR} if there is no ultrasound picture
   */
  public Sector sector(Cine cine) {
    return SectorFinder.find(cine);
  }

  /**
   * Examines the pixels inside the sector for burned-in text, which de-identification does not
   * remove. All frames of a cine are needed.
   *
   * @param sector of the same cine
   * @return the cine, with a remark if text was detected
   */
  public Cine examined(Cine cine, Sector sector) {
    return cine.withRemarks(BurnedInText.remark(cine, sector).stream().toList());
  }

  /**
   * De-identifies and preprocesses a cine. Each frame's result depends on that frame and the sector
   * only: a part of a cine gives the same bits as the whole.
   *
   * @param cine all frames of a cine, or a part of them
   * @param sector of the same cine
   * @throws EchoMotionException {@code UNREADABLE} if the stated pixel size is implausible
   */
  public WorkingClip frames(Cine cine, Sector sector) {
    return preprocessing.apply(Deidentifier.deidentify(cine, sector), sector.mask());
  }

  /**
   * Brings the labels of one frame into the working frame. A working pixel gets the label that
   * covers most of it.
   *
   * @param labels uint8 [rows * columns] of the cine, each 0 to 127
   * @param sector of the same cine
   * @return uint8 [side * side] of the working size; padding is 0
   */
  public byte[] labels(byte[] labels, Cine cine, Sector sector) {
    return preprocessing.applyToLabels(
        sector.cropped(labels, cine.columns()), sector.height(), sector.width(), cine.pixelShape());
  }
}
