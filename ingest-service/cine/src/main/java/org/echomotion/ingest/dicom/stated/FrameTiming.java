package org.echomotion.ingest.dicom.stated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
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
import org.echomotion.sentence.SentenceCode;

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
    Optional<FrameSchedule> byTime = rate(MS / attributes.decimal(Attribute.FRAME_TIME).orElse(0));
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
            rate(MS / each.orElse(0), Remark.Basis.STATED, SentenceCode.RATE_FROM_FRAME_DURATION),
            FunctionalGroupTimes.schedule(attributes, frames),
            rate(cine.orElse(0), Remark.Basis.ASSUMED, SentenceCode.RATE_OF_DISPLAY),
            rate(display.orElse(0), Remark.Basis.ASSUMED, SentenceCode.RATE_RECOMMENDED),
            rate(frames / all.orElse(0), Remark.Basis.DERIVED, SentenceCode.RATE_FROM_DURATION))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The schedule of equally spaced frames; empty if the rate is implausible. */
  private static Optional<FrameSchedule> rate(double rateHz) {
    return FrameSchedule.isPlausible(rateHz)
        ? Optional.of(new FrameSchedule(rateHz, StatedTimes.NONE, List.of()))
        : Optional.empty();
  }

  /** The same with a remark. Its sentence contains the rate. */
  private static Optional<FrameSchedule> rate(
      double rateHz, Remark.Basis basis, SentenceCode sentence) {
    return rate(rateHz)
        .map(found -> found.with(new Remark(Remark.Property.TIME, basis, sentence.text(rateHz))));
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
