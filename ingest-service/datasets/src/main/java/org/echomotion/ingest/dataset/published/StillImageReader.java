package org.echomotion.ingest.dataset.published;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.decode.SourceFormat;

/** Reads {@link DatasetLayout#IMAGES}. */
public final class StillImageReader implements DatasetReader {

  /** A still has no rate; a cine needs one, and nothing here depends on it. */
  private static final double ANY_RATE_HZ = 50;

  @Override
  public void read(Path folder, Visitor visitor) throws IOException {
    List<NamedCsvRecord> rows;
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("index.csv"))) {
      rows = csv.stream().toList();
    }
    visitor.expected(rows.size());
    String source = folder.toAbsolutePath().normalize().getFileName().toString();
    for (NamedCsvRecord row : rows) {
      String what = row.findField("image").orElse("line " + row.getStartingLineNumber());
      LabelledClip clip;
      try {
        clip = clip(folder, source, row);
      } catch (IOException | RuntimeException e) {
        visitor.skipped(what, reason(e));
        continue;
      }
      visitor.clip(clip);
    }
  }

  private static LabelledClip clip(Path folder, String source, NamedCsvRecord row)
      throws IOException {
    GrayImages.Gray image = GrayImages.read(folder.resolve(row.getField("image")));
    GrayImages.Gray mask = GrayImages.read(folder.resolve(row.getField("mask")));
    if (image.rows() != mask.rows() || image.columns() != mask.columns()) {
      throw new IOException("image and mask differ in size");
    }
    double mm =
        Double.parseDouble(row.findField("mm_per_px").filter(s -> !s.isBlank()).orElse("0"));
    Cine cine =
        new Cine(
            List.of(image.pixels(), image.pixels()),
            image.rows(),
            image.columns(),
            ANY_RATE_HZ,
            mm > 0 ? Optional.of(new PixelSpacing(mm, mm)) : Optional.empty(),
            Optional.empty(),
            SourceFormat.AVI,
            Optional.empty());
    Phase phase = Phase.valueOf(row.getField("phase").strip().toUpperCase(Locale.ROOT));
    return new LabelledClip(
        row.getField("patient"),
        Split.of(row.getField("split"))
            .orElseThrow(() -> new IOException("its split is none of train, valid, test")),
        EchoView.valueOf(row.getField("view").strip().toUpperCase(Locale.ROOT)),
        row.findField("quality").filter(s -> !s.isBlank()).orElse("unknown"),
        row.findField("source").filter(s -> !s.isBlank()).orElse(source),
        cine,
        List.of(new LabelledFrame(0, phase, mask.pixels())));
  }

  static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
