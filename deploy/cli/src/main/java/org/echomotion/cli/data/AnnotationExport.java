package org.echomotion.cli.data;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet.AnnotatedFrame;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationReport.Skipped;
import org.echomotion.ingest.dataset.published.Polygon;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.preprocess.PreprocessingV1;

/** Writes the annotated frames of a platform to a prepared set. */
final class AnnotationExport {

  private final StudyClient client;
  private final AnnotatedSet set;
  private final List<Skipped> skipped = new ArrayList<>();

  AnnotationExport(StudyClient client, AnnotatedSet set) {
    this.client = client;
    this.set = set;
  }

  private record Frame(String clipId, int index) {}

  /**
   * Runs the export.
   *
   * @throws IOException if the set cannot be written
   */
  PreparationReport run(Progress progress) throws IOException {
    List<Annotation> newest = newest(client.annotations());
    int done = 0;
    for (Annotation annotation : newest) {
      Optional<String> why = add(annotation);
      why.ifPresent(reason -> skip(annotation, reason));
      done++;
      progress.at(done + " of " + newest.size(), 100.0 * done / newest.size());
    }
    return new PreparationReport(set.finish(), skipped);
  }

  /** Keeps the newest annotation of each frame. Two models may have queued the same frame. */
  private List<Annotation> newest(List<Annotation> oldestFirst) {
    Map<Frame, Annotation> newest = new LinkedHashMap<>();
    for (Annotation annotation : oldestFirst) {
      Annotation earlier =
          newest.put(new Frame(annotation.getClipId(), annotation.getFrameIndex()), annotation);
      if (earlier != null) {
        skip(earlier, "the same frame has a newer annotation");
      }
    }
    return List.copyOf(newest.values());
  }

  private Optional<String> add(Annotation annotation) throws IOException {
    if (annotation.getVerdict() != AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED) {
      return Optional.of("the annotator marked it as not assessable");
    }
    if (annotation.getContourCount() < 3) {
      return Optional.of("its outline has fewer than 3 points");
    }
    StreamFramesResponse frame;
    try {
      frame = client.workingFrame(annotation.getClipId(), annotation.getFrameIndex());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.of("its clip was deleted");
      }
      throw e;
    }
    Clip clip = frame.getClip();
    Optional<EchoView> view = view(clip);
    if (view.isEmpty()) {
      return Optional.of("its view is unknown");
    }
    if (!clip.getPreprocessingVersion().equals(PreprocessingV1.VERSION)) {
      return Optional.of(
          "its preprocessing is '%s', but sets need '%s'"
              .formatted(clip.getPreprocessingVersion(), PreprocessingV1.VERSION));
    }
    return set.add(
        new AnnotatedFrame(
            annotation.getStudyId(),
            view.get(),
            annotation.getFrameIndex(),
            frame.getPixels().toByteArray(),
            outline(annotation),
            clip.getGeometry().hasMmPerWorkingPixel()
                ? OptionalDouble.of(clip.getGeometry().getMmPerWorkingPixel())
                : OptionalDouble.empty()));
  }

  private static Polygon outline(Annotation annotation) {
    return new Polygon(
        annotation.getContourList().stream()
            .map(point -> new Polygon.Corner(point.getX(), point.getY()))
            .toList());
  }

  private static Optional<EchoView> view(Clip clip) {
    return switch (clip.getView()) {
      case VIEW_A4C -> Optional.of(EchoView.A4C);
      case VIEW_A2C -> Optional.of(EchoView.A2C);
      default -> Optional.empty();
    };
  }

  private void skip(Annotation annotation, String why) {
    skipped.add(
        new Skipped(
            "frame %d of clip %s".formatted(annotation.getFrameIndex(), annotation.getClipId()),
            why));
  }
}
