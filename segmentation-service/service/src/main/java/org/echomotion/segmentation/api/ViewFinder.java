package org.echomotion.segmentation.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;
import org.echomotion.segmentation.segment.ViewProbabilities;

/**
 * The view of a clip: stated by the caller or the file, else detected by the view classifier. It is
 * detected again for each delivery of the event, which is cheap and gives the same view.
 */
@ApplicationScoped
class ViewFinder {

  private static final String INPUT = "frames";

  private final FurtherModels models;
  private final IngestClient source;
  private final String classifier;

  ViewFinder(FurtherModels models, IngestClient source, SegmentationConfig config) {
    this.models = models;
    this.source = source;
    this.classifier = config.viewModel();
  }

  /**
   * @return the view; empty if the clip was deleted
   * @throws EchoMotionException if a retry would not help
   */
  Optional<ViewFinding> find(UUID clipId, ClipIngested clip) {
    ViewFinding stated =
        ViewFinding.newBuilder().setView(clip.getView()).setSource(clip.getViewSource()).build();
    if (clip.getViewSource() != ViewSource.VIEW_SOURCE_ASSUMED
        || !models.names().contains(classifier)) {
      return Optional.of(stated);
    }
    List<byte[]> frames = new ArrayList<>();
    for (int frame : ViewProbabilities.framesOf(clip.getFrameCount())) {
      Optional<List<byte[]>> read = source.read(clipId, frame, 1);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      frames.addAll(read.get());
    }
    return Optional.of(classified(frames));
  }

  private ViewFinding classified(List<byte[]> frames) {
    TensorModel model = model();
    try {
      ByteBuffer pixels = ByteBuffer.allocate(frames.size() * WorkingFrame.PIXELS);
      frames.forEach(pixels::put);
      List<Long> shape =
          List.of((long) frames.size(), (long) WorkingFrame.SIDE, (long) WorkingFrame.SIDE, 1L);
      float[] all =
          model
              .run(List.of(new Tensor(INPUT, Tensor.Type.UINT8, shape, pixels.flip())))
              .get(0)
              .floats();
      int views = all.length / frames.size();
      List<float[]> each = new ArrayList<>();
      for (int i = 0; i < frames.size(); i++) {
        each.add(Arrays.copyOfRange(all, i * views, (i + 1) * views));
      }
      ViewProbabilities found = ViewProbabilities.mean(each);
      return ViewFinding.newBuilder()
          .setView(
              switch (found.kind()) {
                case FOUR_CHAMBER -> View.VIEW_A4C;
                case TWO_CHAMBER -> View.VIEW_A2C;
                case OTHER -> View.VIEW_OTHER;
              })
          .setSource(ViewSource.VIEW_SOURCE_CLASSIFIED)
          .setProbability(found.probability())
          .setModel(model.manifest().name() + " " + model.manifest().version())
          .build();
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, SegmentationError.INFERENCE_FAILED);
    }
  }

  private TensorModel model() {
    try {
      return models
          .find(classifier, "")
          .orElseThrow(
              () -> new EchoMotionException(SegmentationError.NO_MODEL, classifier, "the service"));
    } catch (EchoMotionException e) {
      if (e.code() == SegmentationError.NOT_READY) {
        throw new IllegalStateException("The view classifier is still loading.", e);
      }
      throw e;
    }
  }
}
