package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.table.TableRow;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.decode.SourceFormat;

/** Reads {@link DatasetLayout#IMAGES}. */
public final class StillImageReader implements DatasetReader {

  /** A placeholder: a cine needs a rate, a still has none, and nothing here depends on it. */
  private static final double ANY_RATE_HZ = 50;

  @Override
  public void read(Path folder, Visitor visitor) throws IOException {
    List<TableRow> rows = TableRow.read(folder.resolve("index.csv"));
    visitor.expected(rows.size());
    String source = folder.toAbsolutePath().normalize().getFileName().toString();
    for (TableRow row : rows) {
      String what = row.text("image").orElse("line " + row.line());
      LabelledClip clip;
      try {
        clip = clip(folder, source, row);
      } catch (IOException | RuntimeException e) {
        visitor.skipped(what, Reasons.of(e));
        continue;
      }
      visitor.clip(clip);
    }
  }

  private static LabelledClip clip(Path folder, String source, TableRow row) throws IOException {
    GrayImages.Gray image = GrayImages.read(folder.resolve(row.field("image")));
    GrayImages.Gray mask = GrayImages.read(folder.resolve(row.field("mask")));
    if (image.rows() != mask.rows() || image.columns() != mask.columns()) {
      throw new IOException("image and mask differ in size");
    }
    double mm = row.text("mm_per_px").isPresent() ? row.number("mm_per_px") : 0;
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
    Phase phase = Words.phase(row.field("phase"));
    return new LabelledClip(
        row.field("patient"),
        row.text("split")
            .flatMap(Split::of)
            .orElseThrow(() -> new IOException("its split must be train, valid or test")),
        Words.view(row.field("view")),
        row.text("quality").orElse("unknown"),
        row.text("source").orElse(source),
        cine,
        List.of(new LabelledFrame(0, phase, mask.pixels())));
  }
}
