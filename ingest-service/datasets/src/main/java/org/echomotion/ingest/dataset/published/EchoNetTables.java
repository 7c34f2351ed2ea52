package org.echomotion.ingest.dataset.published;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;

/** The tables of a folder in EchoNet-Dynamic's layout. File names are without {@code .avi}. */
record EchoNetTables(
    List<NamedCsvRecord> files,
    Map<String, List<VolumeTracing>> tracings,
    Map<String, NamedCsvRecord> truths) {

  /** Makes one listed video a labelled clip. */
  interface ClipReader {

    /**
     * @throws IOException with the reason where the video cannot be used
     */
    LabelledClip read(NamedCsvRecord row, String name) throws IOException;
  }

  /** Tells {@code visitor} of each listed video: its clip, or why there is none. */
  void visit(DatasetReader.Visitor visitor, ClipReader reader) {
    visitor.expected(files.size());
    for (NamedCsvRecord row : files) {
      String name = stem(row.getField("FileName"));
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
    List<NamedCsvRecord> files = records(folder.resolve("FileList.csv"));
    Map<String, Map<Integer, List<VolumeTracing.Line>>> lines = new LinkedHashMap<>();
    for (NamedCsvRecord row : records(folder.resolve("VolumeTracings.csv"))) {
      lines
          .computeIfAbsent(stem(row.getField("FileName")), name -> new TreeMap<>())
          .computeIfAbsent(
              (int) Double.parseDouble(row.getField("Frame")), frame -> new ArrayList<>())
          .add(
              new VolumeTracing.Line(
                  Double.parseDouble(row.getField("X1")),
                  Double.parseDouble(row.getField("Y1")),
                  Double.parseDouble(row.getField("X2")),
                  Double.parseDouble(row.getField("Y2"))));
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
    Map<String, NamedCsvRecord> truths = new LinkedHashMap<>();
    Path truth = folder.resolve("Truth.csv");
    if (Files.exists(truth)) {
      for (NamedCsvRecord row : records(truth)) {
        truths.put(stem(row.getField("FileName")), row);
      }
    }
    return new EchoNetTables(files, tracings, truths);
  }

  /** The published table lacks {@code .avi} on a few names. */
  static String stem(String fileName) {
    return fileName.endsWith(".avi") ? fileName.substring(0, fileName.length() - 4) : fileName;
  }

  private static List<NamedCsvRecord> records(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      return csv.stream().toList();
    }
  }
}
