package org.echomotion.activelearning.api.label;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.api.MeasuredClips;
import org.echomotion.activelearning.api.label.LabelFileFormat.LabelFile;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.upload.LabelArchive;
import org.echomotion.activelearning.store.Corrections;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.error.EchoMotionException;

/** Imports the labels of an archive. Clips are named by their identifiers, as in an export. */
@ApplicationScoped
class LabelImport {

  /** Largest number of labels of an archive. Their frames are locked until all are stored. */
  static final int MOST_LABELS = 5_000;

  private final Corrections corrections;
  private final MeasuredClips clips;
  private final SecurityIdentity caller;

  LabelImport(Corrections corrections, MeasuredClips clips, SecurityIdentity caller) {
    this.corrections = corrections;
    this.clips = clips;
    this.caller = caller;
  }

  /**
   * What was imported.
   *
   * @param labels number of labels in the archive
   * @param imported number of those that were not stored before
   * @param clips number of clips that they belong to
   */
  record Result(int labels, int imported, int clips) {}

  /** A label, and where it is in the archive. */
  private record Placed(String where, LabelledFrame label) {}

  /**
   * Stores all labels of an archive.
   *
   * @throws EchoMotionException BAD_IMPORT if a file is not valid, a clip or a frame is unknown,
   *     the frames of a clip have another size, or there are too many labels. Nothing is stored
   *     then
   */
  Result of(LabelFileFormat format, InputStream archive) throws IOException {
    Map<UUID, FrameGeometry> geometries = new HashMap<>();
    List<Placed> labels = read(format, archive, geometries);
    Map<UUID, MeasuredClips.Clip> measured = new HashMap<>();
    List<Corrections.Imported> imported = new ArrayList<>();
    for (Placed placed : labels) {
      imported.add(at(placed.where(), () -> imported(placed.label(), geometries, measured)));
    }
    return new Result(labels.size(), corrections.keepImported(imported), measured.size());
  }

  private List<Placed> read(
      LabelFileFormat format, InputStream archive, Map<UUID, FrameGeometry> geometries)
      throws IOException {
    List<Placed> labels = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    int[] files = {0};
    LabelArchive.read(
        archive,
        ImportLimits.DEFAULT,
        (name, content) -> {
          String file = "file " + ++files[0];
          List<LabelledFrame> found =
              at(
                  file,
                  () ->
                      format.read(
                          new LabelFile(name, content),
                          caller.getPrincipal().getName(),
                          clip -> size(clip, geometries)));
          int number = 0;
          for (LabelledFrame label : found) {
            String where = file + ", label " + ++number;
            if (labels.size() == MOST_LABELS) {
              throw new InvalidLabelException("there are more than " + MOST_LABELS + " labels")
                  .at(where);
            }
            if (!seen.add(List.of(label.frame().clip(), label.frame().index(), label.reader()))) {
              throw new InvalidLabelException("another file has a label of this reader and frame")
                  .at(where);
            }
            labels.add(new Placed(where, label));
          }
        });
    return labels;
  }

  private FrameSize size(String clip, Map<UUID, FrameGeometry> geometries) {
    FrameGeometry geometry = geometry(clip, geometries);
    return new FrameSize(geometry.getDisplayWidth(), geometry.getDisplayHeight());
  }

  private FrameGeometry geometry(String clip, Map<UUID, FrameGeometry> geometries) {
    return geometries.computeIfAbsent(
        id(clip), id -> corrections.geometry(id).orElseThrow(LabelImport::unknownClip));
  }

  private static UUID id(String clip) {
    try {
      return UUID.fromString(clip);
    } catch (IllegalArgumentException e) {
      throw unknownClip();
    }
  }

  private static InvalidLabelException unknownClip() {
    return new InvalidLabelException("the clip is unknown; clips are named by their identifiers");
  }

  private Corrections.Imported imported(
      LabelledFrame label,
      Map<UUID, FrameGeometry> geometries,
      Map<UUID, MeasuredClips.Clip> measured) {
    UUID clip = id(label.frame().clip());
    FrameGeometry geometry = geometry(label.frame().clip(), geometries);
    if (!label.frame().size().equals(size(label.frame().clip(), geometries))) {
      throw new InvalidLabelException(
          "the frames of its clip have %d x %d pixels"
              .formatted(geometry.getDisplayWidth(), geometry.getDisplayHeight()));
    }
    int index = label.frame().index();
    if (index >= geometry.getFrameCount()) {
      throw new InvalidLabelException(
          "its clip has %d frames only".formatted(geometry.getFrameCount()));
    }
    return new Corrections.Imported(
        measured.computeIfAbsent(clip, clips::of).frame(index),
        label.reader(),
        new WorkingLabel(geometry).of(label));
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  /** Names the place in the archive in every failure that is about its content. */
  private static <T> T at(String where, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (InvalidLabelException e) {
      throw e.at(where);
    } catch (EchoMotionException e) {
      throw reason(e).map(why -> new InvalidLabelException(why).at(where)).orElse(e);
    }
  }

  /** The reason of a failure that is about the content of the archive. */
  private static Optional<String> reason(EchoMotionException failure) {
    if (failure.getCause() instanceof InvalidLabelException invalid) {
      return Optional.of(String.valueOf(invalid.getMessage()));
    }
    if (failure.code() == ActiveLearningError.BAD_CONTOUR
        || failure.code() == ActiveLearningError.BAD_REQUEST
        || failure.code() == ActiveLearningError.NO_SUCH_CLIP) {
      return Optional.of(
          failure.code() == ActiveLearningError.NO_SUCH_CLIP
              ? "its clip has no result, or was deleted"
              : String.valueOf(failure.getMessage()));
    }
    return Optional.empty();
  }
}
