package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.table.EchoNetTable;
import org.echomotion.ingest.dataset.table.TableRow;

/**
 * The tables of a folder in the layout of EchoNet-Dynamic or EchoNet-Pediatric. File names omit
 * {@code .avi}.
 *
 * @param files rows of the list of videos
 * @param tracings by file name
 * @param faults by file name: the reason why its tracings cannot be read, with the line
 * @param truths of phantoms, by file name
 */
record EchoNetTables(
    List<TableRow> files,
    Map<String, List<Tracing>> tracings,
    Map<String, String> faults,
    Map<String, TableRow> truths) {

  /** Reads one listed video as a labelled clip. */
  interface ClipReader {

    /**
     * Reads a listed video.
     *
     * @throws IOException with the reason if the video cannot be used
     */
    LabelledClip read(TableRow row, String name) throws IOException;
  }

  /** Passes each listed video to {@code visitor}: its clip, or why it cannot be used. */
  void visit(DatasetReader.Visitor visitor, ClipReader reader) throws IOException {
    visitor.expected(files.size());
    for (TableRow row : files) {
      String name =
          row.text(EchoNetTable.FILE_NAME)
              .map(EchoNetTable::stem)
              .orElse("line " + row.line() + " of FileList.csv");
      LabelledClip clip;
      try {
        clip = reader.read(row, name);
      } catch (IOException | RuntimeException e) {
        visitor.skipped(name, Reasons.of(e));
        continue;
      }
      visitor.clip(clip);
    }
  }

  static EchoNetTables read(Path folder) throws IOException {
    List<TableRow> files = EchoNetTable.FILE_LIST.read(folder, EchoNetTable.FILE_NAME);
    List<TableRow> rows =
        EchoNetTable.VOLUME_TRACINGS.read(folder, EchoNetTable.FILE_NAME, "Frame");
    boolean points = !rows.isEmpty() && rows.get(0).has("X");
    Map<String, List<Tracing>> tracings = new LinkedHashMap<>();
    Map<String, String> faults = new LinkedHashMap<>();
    Map<String, Map<Integer, List<TableRow>>> byFrame = new LinkedHashMap<>();
    for (TableRow row : rows) {
      String name = EchoNetTable.stem(row.text(EchoNetTable.FILE_NAME).orElse(""));
      try {
        byFrame
            .computeIfAbsent(name, n -> new TreeMap<>())
            .computeIfAbsent((int) row.number("Frame"), frame -> new ArrayList<>())
            .add(row);
      } catch (IOException e) {
        faults.putIfAbsent(name, "VolumeTracings.csv, " + e.getMessage());
      }
    }
    byFrame.forEach(
        (name, frames) -> {
          try {
            tracings.put(name, points ? points(frames) : lines(frames));
          } catch (IOException e) {
            faults.putIfAbsent(name, "VolumeTracings.csv, " + e.getMessage());
          }
        });
    Map<String, TableRow> truths = new LinkedHashMap<>();
    if (EchoNetTable.PHANTOM_TRUTH.isIn(folder)) {
      for (TableRow row : EchoNetTable.PHANTOM_TRUTH.read(folder, EchoNetTable.FILE_NAME)) {
        row.text(EchoNetTable.FILE_NAME)
            .ifPresent(name -> truths.put(EchoNetTable.stem(name), row));
      }
    }
    return new EchoNetTables(files, tracings, faults, truths);
  }

  /** EchoNet-Dynamic: a row is a line across the ventricle. */
  private static List<Tracing> lines(Map<Integer, List<TableRow>> frames) throws IOException {
    List<Tracing> tracings = new ArrayList<>();
    for (Map.Entry<Integer, List<TableRow>> frame : frames.entrySet()) {
      List<VolumeTracing.Line> lines = new ArrayList<>();
      for (TableRow row : frame.getValue()) {
        lines.add(
            new VolumeTracing.Line(
                row.number("X1"), row.number("Y1"), row.number("X2"), row.number("Y2")));
      }
      if (lines.size() >= VolumeTracing.FEWEST_LINES) {
        tracings.add(new VolumeTracing(frame.getKey(), lines));
      }
    }
    return tracings;
  }

  /** EchoNet-Pediatric: a row is a point of the outline. */
  private static List<Tracing> points(Map<Integer, List<TableRow>> frames) throws IOException {
    List<Tracing> tracings = new ArrayList<>();
    for (Map.Entry<Integer, List<TableRow>> frame : frames.entrySet()) {
      List<Polygon.Corner> points = new ArrayList<>();
      for (TableRow row : frame.getValue()) {
        points.add(new Polygon.Corner(row.number("X"), row.number("Y")));
      }
      if (points.size() >= PointTracing.FEWEST_POINTS) {
        tracings.add(PointTracing.of(frame.getKey(), points));
      }
    }
    return tracings;
  }
}
