package org.echomotion.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;

/** A folder of labelled ED and ES images, of phantoms. */
public final class LabelledStills {

  private LabelledStills() {}

  /**
   * Writes images, masks and {@code index.csv} into {@code stills}.
   *
   * @param phantoms their tables, with the ejection fractions in {@code FileList.csv}
   */
  public static void write(int count, Split split, Path phantoms, Path stills) throws IOException {
    new PhantomGenerator()
        .generate(
            PhantomRequest.of(count, 5)
                .withEf(EfDistribution.UNIFORM, 35, 65)
                .withSparseFrames(2)
                .withMasks(),
            phantoms,
            (done, of, name) -> true);
    new DatasetPreparation()
        .prepare(
            PreparationRequest.of(DatasetLayout.PHANTOM, phantoms, stills).withSplit(split),
            (done, of) -> {});
    Path index = stills.resolve("index.csv");
    Files.writeString(index, Files.readString(index).replaceFirst("^subject,", "patient,"));
  }
}
