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

/** The tables of a folder in EchoNet-Dynamic's layout. File names are without {@code .avi}. */
record EchoNetTables(
    List<TableRow> files, Map<String, List<VolumeTracing>> tracings, Map<String, TableRow> truths) {

  /** Makes one listed video a labelled clip. */
  interface ClipReader {

    /**
     * Reads a listed video.
     *
     * @throws IOException with the reason where the video cannot be used
     */
    LabelledClip read(TableRow row, String name) throws IOException;
  }

  /** Hands each listed video to {@code visitor}: its clip, or the reason that there is none. */
  void visit(DatasetReader.Visitor visitor, ClipReader reader) throws IOException {
    visitor.expected(files.size());
    for (TableRow row : files) {
      String name = EchoNetTable.stem(row.field(EchoNetTable.FILE_NAME));
      LabelledClip clip;
      try {
        clip = reader.read(row, name);
      } catch (IOException | RuntimeException e) {
        visitor.skipped(name, StillImageReader.reason(e));
        continue;
      }
      visitor.clip(clip);
    }
  }

  static EchoNetTables read(Path folder) throws IOException {
    List<TableRow> files = EchoNetTable.FILE_LIST.read(folder);
    Map<String, Map<Integer, List<VolumeTracing.Line>>> lines = new LinkedHashMap<>();
    for (TableRow row : EchoNetTable.VOLUME_TRACINGS.read(folder)) {
      lines
          .computeIfAbsent(
              EchoNetTable.stem(row.field(EchoNetTable.FILE_NAME)), name -> new TreeMap<>())
          .computeIfAbsent((int) row.number("Frame"), frame -> new ArrayList<>())
          .add(
              new VolumeTracing.Line(
                  row.number("X1"), row.number("Y1"), row.number("X2"), row.number("Y2")));
    }
    Map<String, List<VolumeTracing>> tracings = new LinkedHashMap<>();
    lines.forEach(
        (name, frames) ->
            tracings.put(
                name,
                frames.entrySet().stream()
                    .filter(e -> e.getValue().size() >= 4)
                    .map(e -> new VolumeTracing(e.getKey(), e.getValue()))
                    .toList()));
    Map<String, TableRow> truths = new LinkedHashMap<>();
    if (EchoNetTable.PHANTOM_TRUTH.isIn(folder)) {
      for (TableRow row : EchoNetTable.PHANTOM_TRUTH.read(folder)) {
        truths.put(EchoNetTable.stem(row.field(EchoNetTable.FILE_NAME)), row);
      }
    }
    return new EchoNetTables(files, tracings, truths);
  }
}
