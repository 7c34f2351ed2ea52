package org.echomotion.segmentation.training.temporal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/**
 * Sequences in a gzipped CSV file, with one row per frame and the frames of a sequence together:
 * {@code sequence,source,frame_rate_hz,true_ef,phase,entropy}, then the true and the measured
 * values of {@link DiskValues} ({@code t0..t21,m0..m21}), blank if there are none.
 */
public final class SequenceFile {

  private static final int TEXT_COLUMNS = 6;
  private static final int COLUMNS = TEXT_COLUMNS + 2 * DiskValues.VALUES;

  private SequenceFile() {}

  /** Writes sequences one by one and replaces the file. */
  public static final class Writer implements AutoCloseable {

    private final BufferedWriter out;

    public Writer(Path file) throws IOException {
      Files.createDirectories(file.toAbsolutePath().getParent());
      out =
          new BufferedWriter(
              new OutputStreamWriter(
                  new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
      StringBuilder header =
          new StringBuilder("sequence,source,frame_rate_hz,true_ef,phase,entropy");
      for (String kind : List.of("t", "m")) {
        for (int i = 0; i < DiskValues.VALUES; i++) {
          header.append(',').append(kind).append(i);
        }
      }
      out.write(header.append('\n').toString());
    }

    public void add(TemporalSequence sequence) throws IOException {
      String ef =
          sequence.trueEfPercent().isPresent()
              ? String.format(Locale.ROOT, "%.4f", sequence.trueEfPercent().getAsDouble())
              : "";
      for (Frame frame : sequence.frames()) {
        StringBuilder row = new StringBuilder();
        row.append(sequence.name())
            .append(',')
            .append(sequence.source())
            .append(',')
            .append(sequence.frameRateHz())
            .append(',')
            .append(ef)
            .append(',')
            .append(frame.phase())
            .append(',')
            .append(String.format(Locale.ROOT, "%.4f", frame.entropy()));
        append(row, frame.truth());
        append(row, frame.measured());
        out.write(row.append('\n').toString());
      }
    }

    private static void append(StringBuilder row, Optional<DiskValues> slices) {
      for (int i = 0; i < DiskValues.VALUES; i++) {
        row.append(',');
        if (slices.isPresent()) {
          row.append(String.format(Locale.ROOT, "%.3f", slices.get().values()[i]));
        }
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * All sequences of a file.
   *
   * @throws IOException if it cannot be read; the message names the line
   */
  public static List<TemporalSequence> read(Path file) throws IOException {
    List<TemporalSequence> all = new ArrayList<>();
    read(file, all::add);
    return all;
  }

  private static void read(Path file, Consumer<TemporalSequence> sink) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      in.readLine();
      List<String[]> rows = new ArrayList<>();
      int line = 1;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        String[] row = text.split(",", -1);
        if (row.length != COLUMNS) {
          throw new IOException(file + " line " + line + " does not have " + COLUMNS + " columns.");
        }
        if (!rows.isEmpty() && !rows.get(0)[0].equals(row[0])) {
          sink.accept(sequence(rows));
          rows.clear();
        }
        rows.add(row);
      }
      if (!rows.isEmpty()) {
        sink.accept(sequence(rows));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is not a file of sequences: " + e.getMessage(), e);
    }
  }

  private static TemporalSequence sequence(List<String[]> rows) {
    String[] first = rows.get(0);
    List<Frame> frames = new ArrayList<>();
    for (String[] row : rows) {
      frames.add(
          new Frame(
              Phase.valueOf(row[4]),
              slices(row, TEXT_COLUMNS),
              slices(row, TEXT_COLUMNS + DiskValues.VALUES),
              Double.parseDouble(row[5])));
    }
    return new TemporalSequence(
        first[0],
        first[1],
        Double.parseDouble(first[2]),
        first[3].isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(first[3])),
        frames);
  }

  private static Optional<DiskValues> slices(String[] row, int from) {
    if (row[from].isEmpty()) {
      return Optional.empty();
    }
    float[] values = new float[DiskValues.VALUES];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(row[from + i]);
    }
    return Optional.of(new DiskValues(values));
  }
}
