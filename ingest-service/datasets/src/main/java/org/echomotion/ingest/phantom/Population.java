package org.echomotion.ingest.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.phantom.heart.CardiacCycle;
import org.echomotion.ingest.phantom.heart.Drift;
import org.echomotion.ingest.phantom.heart.Heart;
import org.echomotion.ingest.phantom.heart.Shape;
import org.echomotion.ingest.phantom.heart.WidthProfile;
import org.echomotion.ingest.phantom.picture.Look;
import org.echomotion.ingest.phantom.picture.PhantomFan;

/**
 * Draws patients and acquisitions. Medians and tails are those of public EchoNet-Dynamic and CAMUS
 * statistics: ejection fraction, volume, heart rate, frame rate, clip length, chamber size and
 * position in the image.
 */
final class Population {

  private static final double[] EF_P = {0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1};
  private static final double[] EF = {12, 18, 28, 52, 59, 64, 69, 74, 80};

  /** Seed of a separate random stream for the drift. */
  private static final long DRIFT = 0x6472696674L;

  private Population() {}

  /** The specs of a request, in order; each depends only on the seed and its index. */
  static List<PhantomSpec> specs(PhantomRequest request) {
    List<PhantomSpec> specs = new ArrayList<>();
    for (int i = 0; i < request.count(); i++) {
      Draw draw = new Draw(Draw.mix(request.seed() * 1_000_003 + i));
      Look look = request.pictures().looks().get(i % request.pictures().looks().size());
      int round = i / request.pictures().looks().size();
      ApicalView view = request.pictures().views().get(round % request.pictures().views().size());
      double ef =
          switch (request.ejectionFractions().distribution()) {
            case CLINICAL -> {
              double drawn = draw.quantiles(EF_P, EF);
              yield Math.min(
                  request.ejectionFractions().max(),
                  Math.max(request.ejectionFractions().min(), drawn));
            }
            case UNIFORM ->
                draw.uniform(request.ejectionFractions().min(), request.ejectionFractions().max());
            case EVEN ->
                request.ejectionFractions().min()
                    + (request.ejectionFractions().max() - request.ejectionFractions().min())
                        * (request.count() == 1 ? 0.5 : i / (request.count() - 1.0));
          };
      double bpm = heartRate(request, draw);
      double fps =
          request
              .length()
              .fps()
              .orElseGet(() -> draw.chance(0.79) ? 50 : Math.rint(draw.uniform(33, 76)));
      double seconds =
          request.length().beats().isPresent()
              ? (request.length().beats().getAsInt() + 0.9) * 60 / bpm
              : draw.quantiles(
                      new double[] {0, .05, .5, .95, 1}, new double[] {90, 108, 171, 253, 280})
                  / 50;
      // Long enough for one whole beat, wherever the clip starts.
      seconds = Math.max(seconds, 2.15 * 60 / bpm);
      if (request.recording().clipBeats().isPresent()) {
        seconds = request.recording().clipBeats().get().drawn(draw) * 60 / bpm;
      }
      specs.add(
          new PhantomSpec(
              String.format("%s%05d", request.files().prefix(), i),
              draw.stream(1).bits(),
              look,
              view,
              ef,
              volume(look, ef, draw),
              bpm,
              fps,
              Math.max(2, (int) Math.round(seconds * fps)),
              acquisition(request, i, draw)));
    }
    return specs;
  }

  private static double heartRate(PhantomRequest request, Draw draw) {
    // Drawn even if a range is given, so that later draws stay the same.
    double bpm =
        draw.quantiles(new double[] {0, .05, .5, .95, 1}, new double[] {42, 50, 70, 101, 125});
    return request.recording().heartRateBpm().map(range -> range.drawn(draw)).orElse(bpm);
  }

  private static Acquisition acquisition(PhantomRequest request, int index, Draw draw) {
    RecordingConditions recording = request.recording();
    return new Acquisition(
        recording.rhythm(
            index / request.pictures().looks().size() / request.pictures().views().size()),
        recording.drift().map(range -> range.drawn(draw)).orElse(0.0),
        recording.dropped().map(range -> range.drawn(draw)).orElse(0.0));
  }

  private static double volume(Look look, double ef, Draw draw) {
    double median = look == Look.ECHONET ? 77 : 93;
    double spread = look == Look.ECHONET ? 0.38 : 0.24;
    // Ventricles with a low ejection fraction are larger.
    double dilation = 0.014 * Math.max(0, 50 - ef);
    double volume = median * Math.exp(draw.normal(dilation, spread, -0.9, 1.15));
    return Math.min(300, Math.max(32, volume));
  }

  /** The scene of one phantom: where the fan and the heart lie. */
  record Scene(PhantomFan sector, Heart heart) {}

  static Scene scene(PhantomSpec spec, Draw draw) {
    double roundness = spec.look() == Look.ECHONET ? draw.uniform(0, 0.3) : draw.uniform(0.65, 1);
    double[] individual = individual(draw);
    WidthProfile ed = WidthProfile.endDiastolic(roundness, individual);
    WidthProfile es = WidthProfile.endSystolic(roundness, individual);
    CardiacCycle cycle =
        new CardiacCycle(
            spec.heartRateBpm(),
            spec.frames() / spec.fps(),
            spec.efPercent() / 100,
            spec.acquisition().rhythm(),
            draw.stream(2));
    Drift drift =
        new Drift(spec.acquisition().driftShare(), new Draw(Draw.mix(spec.seed() ^ DRIFT)));
    for (int attempt = 0; ; attempt++) {
      // The last attempts allow any proportion, so that even an extreme volume gets a picture.
      double slack = attempt < 300 ? 1 : 1 + (attempt - 300) * 0.02;
      double ratio = draw.normal(spec.look() == Look.ECHONET ? 0.525 : 0.56, 0.06, 0.38, 0.78);
      double length =
          Math.cbrt(
              spec.edvMl()
                  * 1000
                  * 4
                  * WidthProfile.DISKS
                  / (Math.PI * ratio * ratio * ed.sumOfSquares()));
      PhantomFan sector =
          spec.look() == Look.ECHONET
              ? PhantomFan.echoNet(draw.normal(1.41, 0.13 * slack, 1 / slack, 1.75 * slack), draw)
              : PhantomFan.camus(draw.normal(150, 22 * slack, 110, 190 * slack), draw);
      Placement place = placement(spec.look(), sector, length, draw);
      if (fits(spec.look(), sector, place, length, ratio * length, slack)) {
        Heart heart =
            new Heart(build(spec, cycle, ed, es, length, place, draw), cycle, drift, spec.view());
        double endDiastole =
            cycle
                .describedBeat(spec.fps(), spec.frames())
                .map(CardiacCycle.Beat::startSec)
                .orElse(0.0);
        if (slack > 1.5 || inFan(sector, heart.leftVentricle(endDiastole).outline())) {
          return new Scene(sector, heart);
        }
      }
    }
  }

  /** Whether the fan shows the whole chamber. A reader would not measure a chamber that is cut. */
  private static boolean inFan(PhantomFan sector, Shape chamber) {
    Shape outline = sector.toPixels(chamber);
    for (int i = 0; i < outline.size(); i++) {
      if (!sector.contains(outline.xs()[i], outline.ys()[i])) {
        return false;
      }
    }
    return true;
  }

  private record Placement(double apexX, double apexY, double angleRad) {}

  private static Placement placement(Look look, PhantomFan sector, double length, Draw draw) {
    double x;
    double y;
    double angle;
    if (look == Look.ECHONET) {
      angle = Math.toRadians(draw.normal(73, 3.5, 66, 80));
      x = sector.xMm(draw.normal(62.5, 4.5, 53, 74));
      y = sector.yMm(draw.normal(60, 4, 51, 69));
    } else {
      angle = Math.toRadians(draw.normal(78, 7, 63, 93));
      x = sector.xMm(sector.width() * draw.normal(0.535, 0.03, 0.47, 0.58));
      y = sector.yMm(sector.height() * draw.normal(0.46, 0.06, 0.38, 0.59));
    }
    // The centroid of the chamber lies at 0.57 of the axis.
    return new Placement(
        x - 0.57 * length * Math.cos(angle), y - 0.57 * length * Math.sin(angle), angle);
  }

  private static boolean fits(
      Look look, PhantomFan sector, Placement place, double length, double width, double slack) {
    double baseY = place.apexY + length * Math.sin(place.angleRad);
    if (look == Look.ECHONET) {
      double l = length / sector.mmPerPx();
      double w = width / sector.mmPerPx();
      double baseRow = sector.row(baseY);
      return l >= 50 / slack
          && l <= 74 * slack
          && w >= 25 / slack
          && w <= 47 * slack
          && baseRow <= 100 * slack
          && sector.row(place.apexY) >= 15 / slack;
    }
    return length >= 62 / slack
        && length <= 92 * slack
        && width <= 60 * slack
        && place.apexY >= 17 / slack
        && baseY <= 0.9 * Math.min(slack, 1.1) * sector.depthMm();
  }

  private static Heart.Build build(
      PhantomSpec spec,
      CardiacCycle cycle,
      WidthProfile ed,
      WidthProfile es,
      double length,
      Placement place,
      Draw draw) {
    double ef = spec.efPercent() / 100;
    double wall = spec.look() == Look.ECHONET ? 9.5 : 11;
    boolean camus = spec.look() == Look.CAMUS;
    // Frames seldom fall exactly on ED and ES. The extremes are set so that the nearest frames have
    // the requested volumes.
    Optional<CardiacCycle.Beat> beat = cycle.describedBeat(spec.fps(), spec.frames());
    double edFrame =
        beat.map(b -> cycle.contraction(Math.round(b.startSec() * spec.fps()) / spec.fps()))
            .orElse(0.0);
    double esFrame =
        beat.map(b -> cycle.contraction(Math.round(b.endSystoleSec() * spec.fps()) / spec.fps()))
            .orElse(1.0);
    double stroke = spec.edvMl() * ef / (esFrame - edFrame);
    double edv = spec.edvMl() + stroke * edFrame;
    return new Heart.Build(
        edv,
        edv - stroke,
        place.apexX,
        place.apexY,
        place.angleRad,
        length,
        Math.min(
            0.2,
            Math.max(
                0.03,
                draw.normal(camus ? 0.04 : 0.03, 0.015, 0, 0.08) + (camus ? 0.2 : 0.135) * ef)),
        ed,
        es,
        draw.normal(0.02, 0.02, -0.03, 0.06),
        draw.normal(0.62, 0.15, 0.25, 0.95),
        draw.normal(wall, 1.2, 7, 14),
        draw.normal(0.75 * wall, 1.1, 5, 11),
        draw.normal(wall, 1.3, 7, 14),
        draw.normal(28, 5, 17, 40),
        draw.normal(0.3, 0.08, 0.12, 0.5),
        draw.normal(41, 5, 30, 54),
        draw.normal(40, 7, 24, 58),
        draw.normal(0.5, 0.8, -1.5, 2.5),
        draw.normal(camus ? 0.05 : 0.01, 0.03, -0.05, 0.12));
  }

  /** Smooth individual factors on the mean width profile, within about 8 %. */
  private static double[] individual(Draw draw) {
    double a = 0.05 * draw.normal(0, 1, -2, 2);
    double b = 0.035 * draw.normal(0, 1, -2, 2);
    double phase = draw.uniform(0, Math.PI);
    double[] factor = new double[WidthProfile.DISKS];
    for (int i = 0; i < factor.length; i++) {
      double x = (i + 0.5) / factor.length;
      factor[i] = 1 + a * Math.cos(Math.PI * x) + b * Math.sin(2 * Math.PI * x + phase);
    }
    return factor;
  }
}
