package org.echomotion.ingest.dicom.stated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.FrameSchedule;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;

/**
 * Times of the frames (DICOM PS3.3, C.7.6.5, cine module, and C.7.6.16, multi-frame functional
 * groups) and of the R-waves (C.8.5.6, ultrasound image module).
 */
public final class FrameTiming {

  private static final double MS = 1_000;

  private FrameTiming() {}

  /**
   * The schedule of the frames, from the first plausible source: the attribute named by the frame
   * increment pointer, the frame time, the frame time vector, the actual frame duration, the
   * functional groups, the cine rate, the recommended display rate, or the number of frames divided
   * by the effective duration. A display rate may differ from the acquisition rate, so a remark
   * reports it.
   *
   * @param frames number of frames in the whole file
   * @throws EchoMotionException {@code NO_FRAME_RATE} if no source is plausible
   */
  public static FrameSchedule schedule(DataSet attributes, int frames) {
    Optional<FrameSchedule> byTime =
        rate(MS / attributes.decimal(Attribute.FRAME_TIME).orElse(0), Optional.empty());
    Optional<FrameSchedule> byVector = FrameTimeVector.schedule(attributes, frames);
    boolean vectorFirst = incrementPointer(attributes) == Attribute.FRAME_TIME_VECTOR.tag;
    FrameSchedule found =
        (vectorFirst ? byVector : byTime)
            .or(() -> vectorFirst ? byTime : byVector)
            .or(() -> elsewhere(attributes, frames))
            .orElseThrow(() -> new EchoMotionException(IngestError.NO_FRAME_RATE));
    return new FrameSchedule(
        found.rateHz(), withRWaves(found, attributes, frames), found.remarks());
  }

  private static Optional<FrameSchedule> elsewhere(DataSet attributes, int frames) {
    OptionalDouble each = attributes.decimal(Attribute.ACTUAL_FRAME_DURATION);
    OptionalDouble cine = attributes.decimal(Attribute.CINE_RATE);
    OptionalDouble display = attributes.decimal(Attribute.RECOMMENDED_DISPLAY_FRAME_RATE);
    OptionalDouble all = attributes.decimal(Attribute.EFFECTIVE_DURATION);
    return Stream.<Optional<FrameSchedule>>of(
            rate(
                MS / each.orElse(0),
                said(
                    Remark.Basis.STATED,
                    "The frame rate is computed from the actual frame duration")),
            FunctionalGroupTimes.schedule(attributes, frames),
            rate(
                cine.orElse(0),
                said(
                    Remark.Basis.ASSUMED,
                    "The file states a cine rate for display only; it is taken as the frame rate")),
            rate(
                display.orElse(0),
                said(
                    Remark.Basis.ASSUMED,
                    "The file recommends a display rate only; it is taken as the frame rate")),
            rate(
                frames / all.orElse(0),
                said(
                    Remark.Basis.DERIVED,
                    "The frame rate is the number of frames divided by the stated duration")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The schedule of equally spaced frames; empty if the rate is implausible. */
  private static Optional<FrameSchedule> rate(double rateHz, Optional<Remark> remark) {
    return FrameSchedule.isPlausible(rateHz)
        ? Optional.of(
            new FrameSchedule(
                rateHz,
                StatedTimes.NONE,
                remark.stream().map(said -> withNumber(said, rateHz)).toList()))
        : Optional.empty();
  }

  private static Optional<Remark> said(Remark.Basis basis, String text) {
    return Optional.of(new Remark(Remark.Property.TIME, basis, text));
  }

  private static Remark withNumber(Remark remark, double rateHz) {
    return new Remark(
        remark.property(),
        remark.basis(),
        String.format(Locale.ROOT, "%s, %.1f frames per second.", remark.text(), rateHz));
  }

  /** Milliseconds from the first frame; valid only if the frame times are those of the file. */
  private static StatedTimes withRWaves(FrameSchedule found, DataSet attributes, int frames) {
    StatedTimes times = found.times();
    boolean assumed =
        found.remarks().stream().anyMatch(said -> said.basis() == Remark.Basis.ASSUMED);
    boolean untouched = found.remarks().isEmpty() || (times.frames().isEmpty() && !assumed);
    double[] rWaves =
        Arrays.stream(attributes.reals(Attribute.R_WAVE_TIME_VECTOR)).map(t -> t / MS).toArray();
    double duration =
        times.frames().isEmpty()
            ? frames / found.rateHz()
            : times.frames().get(frames - 1) + 1 / found.rateHz();
    return untouched ? times.withRWaves(rWaves, duration) : times;
  }

  private static int incrementPointer(DataSet attributes) {
    return attributes
        .bytes(Attribute.FRAME_INCREMENT_POINTER)
        .filter(value -> value.length >= 4)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN))
        .map(value -> ((value.getShort() & 0xffff) << 16) | (value.getShort() & 0xffff))
        .orElse(0);
  }
}
