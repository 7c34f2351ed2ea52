package org.echomotion.cli.phantoms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.ef.quality.Grading;
import org.echomotion.ef.quality.QualityEvidence;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.dicom.DicomDecoder;
import org.echomotion.ingest.phantom.Phantom;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomSimulator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.picture.Look;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.ingest.sector.SectorFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Too little and too much gain are said, and usual gain is not, on pictures of either look. */
class GainTest {

  @ParameterizedTest
  @EnumSource
  void gainIsSaidWhereItIsWrong(Look look) {
    for (PhantomSpec spec : PhantomSimulator.specs(PhantomRequest.of(5, 3).withLooks(look))) {
      Phantom phantom = PhantomSimulator.simulate(spec, OptionalInt.of(12));
      assertEquals("", said(amplified(phantom, 1)), spec.name());
      assertTrue(said(amplified(phantom, 0.15)).contains("gain was too low"), spec.name());
      assertTrue(said(amplified(phantom, 6)).contains("gain was too high"), spec.name());
    }
  }

  @Test
  void theGainOfTheSampleIsUsual() {
    Cine cine =
        new DicomDecoder().decode(Path.of("../../docs/samples/a4c.dcm"), DecodeLimits.DEFAULT);
    assertEquals("", said(cine));
  }

  private static Cine amplified(Phantom phantom, double gain) {
    List<byte[]> frames = phantom.frames().stream().map(frame -> amplified(frame, gain)).toList();
    return new Cine(
        frames,
        phantom.truth().heightPx(),
        phantom.truth().widthPx(),
        50,
        Optional.empty(),
        Optional.empty(),
        SourceFormat.AVI);
  }

  private static byte[] amplified(byte[] frame, double gain) {
    byte[] amplified = new byte[frame.length];
    for (int i = 0; i < frame.length; i++) {
      amplified[i] = (byte) Math.min(255, Math.round((frame[i] & 0xff) * gain));
    }
    return amplified;
  }

  /** What is said against a result that nothing else speaks against. */
  private static String said(Cine cine) {
    PictureMeasures measures = PictureMeasures.of(cine, SectorFinder.find(cine));
    return String.join(
        " ",
        Grading.grade(
                new QualityEvidence(
                    3,
                    3,
                    Regularity.REGULAR,
                    0,
                    0,
                    false,
                    0,
                    0,
                    0,
                    0,
                    50,
                    Optional.of(
                        new org.echomotion.ef.quality.PictureMeasures(
                            measures.saturatedShare(),
                            measures.darkShare(),
                            measures.medianLevel(),
                            measures.brightLevel(),
                            measures.sectorShare(),
                            measures.cutShare())),
                    List.of()))
            .reasons());
  }
}
