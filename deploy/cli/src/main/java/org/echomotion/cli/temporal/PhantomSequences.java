package org.echomotion.cli.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.ingest.phantom.ApicalView;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import org.echomotion.ingest.phantom.PhantomSimulator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.PhantomTruth;
import org.echomotion.ingest.phantom.RecordingConditions;
import org.echomotion.ingest.phantom.RecordingConditions.Range;
import org.echomotion.ingest.phantom.heart.Rhythm;
import org.echomotion.ingest.phantom.picture.Look;
import org.echomotion.segmentation.training.temporal.DiskValues;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/** Sequences of disks from the true masks of phantoms, in pixels of the phantom's own picture. */
final class PhantomSequences {

  static final String SOURCE = "phantom";

  private PhantomSequences() {}

  /**
   * Draws phantoms of every rhythm: ejection fraction 15 to 75 %, 40 to 150 bpm, 0.7 to 4 beats,
   * with drift and lost frames.
   */
  static List<PhantomSpec> specs(int count, long seed) {
    return PhantomSimulator.specs(
        PhantomRequest.of(count, seed)
            .withLooks(Look.ECHONET, Look.CAMUS)
            .withViews(ApicalView.A4C, ApicalView.A2C)
            .withEf(EfDistribution.UNIFORM, 15, 75)
            .withRecording(
                new RecordingConditions(
                    Optional.of(new Range(40, 150)),
                    Optional.of(new Range(0.7, 4)),
                    List.of(Rhythm.REGULAR, Rhythm.REGULAR, Rhythm.IRREGULAR, Rhythm.PREMATURE),
                    Optional.of(new Range(0, 0.1)),
                    Optional.of(new Range(0, 0.1)))));
  }

  /** Returns the true sequence, without outlines; empty if a mask cannot be measured. */
  static Optional<TemporalSequence> of(PhantomSpec spec) {
    PhantomSimulator phantom = PhantomSimulator.of(spec, OptionalInt.empty());
    PhantomTruth truth = phantom.truth();
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < truth.timesSec().size(); i++) {
      Optional<DiskValues> slices = slices(phantom.mask(i), truth.widthPx(), truth.heightPx());
      if (slices.isEmpty()) {
        return Optional.empty();
      }
      frames.add(new Frame(phase(truth, i), slices, Optional.empty(), 0));
    }
    return Optional.of(
        new TemporalSequence(
            spec.name() + "-" + Long.toHexString(spec.seed()),
            SOURCE,
            spec.fps(),
            ejectionFraction(truth),
            frames));
  }

  static Phase phase(PhantomTruth truth, int frame) {
    return Phase.of(frame, truth.edFrames(), truth.esFrames());
  }

  /** Returns the mean over visible beats that are neither premature nor after a premature beat. */
  static OptionalDouble ejectionFraction(PhantomTruth truth) {
    return truth.beats().stream()
        .filter(beat -> !beat.premature() && !beat.afterPremature())
        .mapToDouble(
            beat ->
                100
                    * (1
                        - truth.volumesMl().get(beat.esFrame())
                            / truth.volumesMl().get(beat.edFrame())))
        .average();
  }

  /**
   * Measures the disks of the cavity.
   *
   * @param labels row-major, 1 in the cavity
   */
  static Optional<DiskValues> slices(byte[] labels, int width, int height) {
    return MaskOutline.traceCavity(labels, width, height)
        .flatMap(contour -> slices(new FrameContour(0, Optional.of(contour), 0)));
  }

  static Optional<DiskValues> slices(FrameContour frame) {
    return FrameMeasurement.of(frame).map(PhantomSequences::slices);
  }

  private static DiskValues slices(FrameMeasurement measured) {
    float[] values = new float[DiskValues.VALUES];
    for (int i = 0; i < DiskValues.DISKS; i++) {
      values[i] = measured.disks().diametersPixels().get(i).floatValue();
    }
    values[DiskValues.LENGTH] = (float) measured.axis().lengthPixels();
    values[DiskValues.AREA] = (float) measured.areaPixels();
    return new DiskValues(values);
  }
}
