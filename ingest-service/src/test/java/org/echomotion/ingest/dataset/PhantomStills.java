package org.echomotion.ingest.dataset;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echomotion.ingest.decode.CineDecoders;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.VideoDecoder;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;

/** Phantoms' ED and ES frames, prepared as stills: a set of unmoving labelled images. */
final class PhantomStills {

  private PhantomStills() {}

  /** Writes {@code index.csv}, images and masks of p00000, p00001... into {@code stills}. */
  static void write(int count, Path work, Path stills) throws IOException {
    new PhantomGenerator()
        .generate(
            PhantomRequest.of(count, 11).withSparseFrames(2).withMasks().withPrefix("p"),
            work,
            (done, of, name) -> true);
    Path prepared = work.resolve("prepared");
    CineDecoders decoders = new CineDecoders(List.of(new VideoDecoder()));
    new DatasetPreparation(file -> decoders.decode(file, DecodeLimits.DEFAULT))
        .prepare(PreparationRequest.of(DatasetLayout.PHANTOM, work, prepared), (done, of) -> {});
    StringBuilder index =
        new StringBuilder("patient,split,view,phase,image,mask,mm_per_px,quality\n");
    List<NamedCsvRecord> rows;
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(prepared.resolve("index.csv"))) {
      rows = csv.stream().toList();
    }
    for (NamedCsvRecord row : rows) {
      for (String column : List.of("image", "mask")) {
        Path copy = stills.resolve(row.getField(column));
        Files.createDirectories(copy.getParent());
        Files.copy(prepared.resolve(row.getField(column)), copy);
      }
      index.append(
          String.join(
              ",",
              row.getField("subject"),
              row.getField("split"),
              row.getField("view"),
              row.getField("phase"),
              row.getField("image"),
              row.getField("mask"),
              row.getField("mm_per_px"),
              "Good\n"));
    }
    Files.writeString(stills.resolve("index.csv"), index);
  }
}
