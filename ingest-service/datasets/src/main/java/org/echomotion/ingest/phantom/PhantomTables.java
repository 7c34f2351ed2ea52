package org.echomotion.ingest.phantom;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.echomotion.ingest.dataset.table.EchoNetTable;

/** The tables of a phantom folder: EchoNet-Dynamic's two tables, and two with the truth. */
final class PhantomTables implements Closeable {

  private final CsvWriter fileList;
  private final CsvWriter tracings;
  private final CsvWriter truths;
  private final CsvWriter frames;

  PhantomTables(Path folder) throws IOException {
    this.fileList = CsvWriter.builder().build(EchoNetTable.FILE_LIST.file(folder));
    this.tracings = CsvWriter.builder().build(EchoNetTable.VOLUME_TRACINGS.file(folder));
    this.truths = CsvWriter.builder().build(EchoNetTable.PHANTOM_TRUTH.file(folder));
    this.frames = CsvWriter.builder().build(EchoNetTable.PHANTOM_FRAME_TRUTH.file(folder));
    fileList.writeRecord(
        EchoNetTable.FILE_NAME,
        EchoNetTable.EF,
        "ESV",
        EchoNetTable.EDV,
        "FrameHeight",
        "FrameWidth",
        "FPS",
        "NumberOfFrames",
        EchoNetTable.SPLIT);
    tracings.writeRecord(EchoNetTable.FILE_NAME, "X1", "Y1", "X2", "Y2", "Frame");
    truths.writeRecord(
        EchoNetTable.FILE_NAME,
        EchoNetTable.VIEW,
        "Look",
        EchoNetTable.MM_PER_PX,
        "FPS",
        "HeartRate",
        EchoNetTable.ED_FRAMES,
        EchoNetTable.ES_FRAMES,
        EchoNetTable.EDV,
        "ESV",
        EchoNetTable.EF,
        "Seed",
        "Rhythm",
        "PrematureEDFrames",
        "DroppedFrames");
    frames.writeRecord(EchoNetTable.FILE_NAME, "Frame", "TimeSec", "VolumeMl");
  }

  void add(PhantomTruth truth, String split) {
    PhantomSpec spec = truth.spec();
    String file = spec.name() + ".avi";
    fileList.writeRecord(
        file,
        number(truth.efPercent()),
        number(truth.esvMl()),
        number(truth.edvMl()),
        Integer.toString(truth.heightPx()),
        Integer.toString(truth.widthPx()),
        number(spec.fps()),
        Integer.toString(truth.volumesMl().size()),
        split);
    truth.edTracing().ifPresent(tracing -> trace(file, tracing));
    truth.esTracing().ifPresent(tracing -> trace(file, tracing));
    truths.writeRecord(
        file,
        spec.view().name(),
        spec.look().name(),
        String.format(Locale.ROOT, "%.6f", truth.mmPerPx()),
        number(spec.fps()),
        number(spec.heartRateBpm()),
        join(truth.edFrames()),
        join(truth.esFrames()),
        number(truth.edvMl()),
        number(truth.esvMl()),
        number(truth.efPercent()),
        Long.toString(spec.seed()),
        truth.rhythm().name(),
        join(
            truth.beats().stream()
                .filter(PhantomTruth.Beat::premature)
                .map(PhantomTruth.Beat::edFrame)
                .toList()),
        Integer.toString(truth.droppedFrames()));
    for (int i = 0; i < truth.volumesMl().size(); i++) {
      frames.writeRecord(
          file,
          Integer.toString(i),
          String.format(Locale.ROOT, "%.5f", truth.timesSec().get(i)),
          number(truth.volumesMl().get(i)));
    }
  }

  private void trace(String file, PhantomTruth.Tracing tracing) {
    for (PhantomTruth.Line line : tracing.lines()) {
      tracings.writeRecord(
          file,
          number(line.x1()),
          number(line.y1()),
          number(line.x2()),
          number(line.y2()),
          Integer.toString(tracing.frame()));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String join(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  @Override
  public void close() throws IOException {
    try (fileList;
        tracings;
        truths;
        frames) {
      // Closes all four, even if closing one of them fails.
    }
  }
}
