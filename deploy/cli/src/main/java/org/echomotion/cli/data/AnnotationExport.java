package org.echomotion.cli.data;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet.AnnotatedFrame;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationReport.Skipped;
import org.echomotion.ingest.dataset.published.Polygon;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.preprocess.PreprocessingV1;

/** Writes the annotated frames of a platform, with their results, to a prepared set. */
final class AnnotationExport {

  private final StudyClient client;
  private final AnnotatedSet set;
  private final List<Skipped> skipped = new ArrayList<>();

  AnnotationExport(StudyClient client, AnnotatedSet set) {
    this.client = client;
    this.set = set;
  }

  /**
   * Runs the export.
   *
   * @throws IOException if the set cannot be written
   */
  PreparationReport run(Progress progress) throws IOException {
    List<QueuedFrame> frames = client.annotatedFrames();
    int done = 0;
    for (QueuedFrame frame : frames) {
      Optional<String> why = add(frame);
      why.ifPresent(reason -> skip(frame, reason));
      done++;
      progress.at(done + " of " + frames.size(), 100.0 * done / frames.size());
    }
    return new PreparationReport(set.finish(), skipped);
  }

  private Optional<String> add(QueuedFrame queued) throws IOException {
    if (queued.getVerdict() != AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED) {
      return Optional.of("its readers found it not assessable");
    }
    if (queued.getContourCount() < 3) {
      return Optional.of("its outline has fewer than 3 points");
    }
    StreamFramesResponse frame;
    try {
      frame = client.workingFrame(queued.getClipId(), queued.getFrameIndex());
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
            queued.getStudyId(),
            view.get(),
            queued.getFrameIndex(),
            phase(queued),
            frame.getPixels().toByteArray(),
            outline(queued),
            clip.getGeometry().hasMmPerWorkingPixel()
                ? OptionalDouble.of(clip.getGeometry().getMmPerWorkingPixel())
                : OptionalDouble.empty()));
  }

  private static Phase phase(QueuedFrame frame) {
    return switch (frame.getPhase()) {
      case CARDIAC_PHASE_END_DIASTOLE -> Phase.ED;
      case CARDIAC_PHASE_END_SYSTOLE -> Phase.ES;
      default -> Phase.MID;
    };
  }

  private static Polygon outline(QueuedFrame frame) {
    return new Polygon(
        frame.getContourList().stream()
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

  private void skip(QueuedFrame frame, String why) {
    skipped.add(
        new Skipped(
            "frame %d of clip %s".formatted(frame.getFrameIndex(), frame.getClipId()), why));
  }
}
