package org.echomotion.segmentation.training.temporal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.temporal.MeasuredFrame;
import org.echomotion.ef.temporal.TemporalWindows;

/**
 * A clip as a sequence of disks.
 *
 * @param name unique in its file
 * @param source name of its data set
 * @param frameRateHz frames per second
 * @param trueEfPercent mean over the usual beats; empty if unknown or if the clip has no such beat
 * @param frames frames in order, at least 2
 */
public record TemporalSequence(
    String name,
    String source,
    double frameRateHz,
    OptionalDouble trueEfPercent,
    List<Frame> frames) {

  public TemporalSequence {
    frames = List.copyOf(frames);
    if (frames.size() < 2) {
      throw new IllegalArgumentException("A sequence needs at least 2 frames.");
    }
  }

  /** Position of a frame in the cycle. */
  public enum Phase {
    NEITHER,
    ED,
    ES;

    /** The phase of a frame, from the numbers of the end-diastolic and end-systolic frames. */
    public static Phase of(int frame, Collection<Integer> edFrames, Collection<Integer> esFrames) {
      return edFrames.contains(frame) ? ED : esFrames.contains(frame) ? ES : NEITHER;
    }
  }

  /**
   * One frame.
   *
   * @param truth true disks; empty if only the phase is known
   * @param measured disks from a network's outline; empty if there is no outline
   * @param entropy mean entropy at the outline, nats; 0 if there is none
   */
  public record Frame(
      Phase phase, Optional<DiskValues> truth, Optional<DiskValues> measured, double entropy) {

    private Optional<MeasuredFrame> measuredFrame() {
      return measured.map(
          disks -> new MeasuredFrame(disks.slices(), disks.values()[DiskValues.AREA], entropy));
    }
  }

  /**
   * The measured frames as windows for the temporal network.
   *
   * @throws IllegalArgumentException if no frame is measured
   */
  public TemporalWindows windows() {
    return new TemporalWindows(
        frames.stream().map(Frame::measuredFrame).toList(), new FrameRate(frameRateHz));
  }

  /** Whether a network outlined at least one frame. */
  public boolean segmented() {
    return frames.stream().anyMatch(f -> f.measured().isPresent());
  }

  /** Whether each frame's truth is known. */
  public boolean known() {
    return frames.stream().allMatch(f -> f.truth().isPresent());
  }
}
