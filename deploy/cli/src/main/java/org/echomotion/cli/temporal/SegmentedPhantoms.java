package org.echomotion.cli.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.phantom.PhantomSimulator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.PhantomTruth;
import org.echomotion.segmentation.training.temporal.DiskValues;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;

/** Renders phantoms and outlines them with the network. The sequences also contain the truth. */
final class SegmentedPhantoms {

  static final String SOURCE = "phantom-segmented";

  private final CineOutlines outlines;

  SegmentedPhantoms(CineOutlines outlines) {
    this.outlines = outlines;
  }

  /** Returns truth and outlines in working pixels; empty if a frame has no truth. */
  Optional<TemporalSequence> of(PhantomSpec spec) {
    PhantomSimulator phantom = PhantomSimulator.of(spec, OptionalInt.empty());
    PhantomTruth truth = phantom.truth();
    List<byte[]> pictures = new ArrayList<>();
    List<byte[]> masks = new ArrayList<>();
    phantom.render(
        true,
        (index, gray, mask) -> {
          pictures.add(gray);
          masks.add(mask);
        },
        () -> false);
    PixelSpacing spacing = new PixelSpacing(truth.mmPerPx(), truth.mmPerPx());
    Cine cine =
        new Cine(
            pictures,
            truth.heightPx(),
            truth.widthPx(),
            spec.fps(),
            Optional.of(spacing),
            Optional.empty(),
            SourceFormat.AVI);
    CineOutlines.Outlined outlined;
    try {
      outlined = outlines.of(cine);
    } catch (EchoMotionException e) {
      // The phantom is so dark that no sector is found. The service would reject it too.
      return Optional.empty();
    }
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      Optional<DiskValues> known = outlined.truth(masks.get(i), cine);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      frames.add(outlined.frame(i, PhantomSequences.phase(truth, i), known));
    }
    return Optional.of(
        new TemporalSequence(
            spec.name() + "-" + Long.toHexString(spec.seed()),
            SOURCE,
            spec.fps(),
            PhantomSequences.ejectionFraction(truth),
            frames));
  }
}
