package org.echomotion.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.sector.BurnedIn;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.ingest.sector.SyntheticScan;
import org.echomotion.remark.Remark;
import org.echomotion.remark.Remark.Basis;
import org.echomotion.remark.Remark.Property;
import org.junit.jupiter.api.Test;

class CineRecipeTest {

  private static final Remark TEXT =
      new Remark(
          Property.CONTENT,
          Basis.DERIVED,
          "Text was detected inside the ultrasound sector. It is still in the stored frames; check"
              + " that it does not identify the patient.");

  @Test
  void remarksOnTextInARealCine() {
    Cine cine = CineRecipe.STANDARD.decode(Path.of("../../docs/samples/a4c.dcm"));
    assertEquals(cine.remarks(), examined(cine).remarks());
    Cine withText = examined(BurnedIn.text(cine, "MUELLER, ANNA", 110, 120, 9, 230));
    assertEquals(List.of(TEXT), further(cine, withText));
    assertEquals(cine.times(), examined(cine).times());
  }

  @Test
  void remarksOnThePlaneThatHasTheText() {
    Cine fan = SyntheticScan.fan(240, 320, 160, 8, 38, 38, 0, 220).cine();
    Cine marked = BurnedIn.text(beside(fan, fan), "12.03.1957", 435, 150, 12, 220);
    List<Cine> planes = Planes.of(marked);
    assertEquals(2, planes.size());
    assertEquals(List.of(), further(planes.get(0), examined(planes.get(0))));
    assertEquals(List.of(TEXT), further(planes.get(1), examined(planes.get(1))));
  }

  private static Cine examined(Cine cine) {
    return CineRecipe.STANDARD.examined(cine, CineRecipe.STANDARD.sector(cine));
  }

  private static List<Remark> further(Cine before, Cine after) {
    return after.remarks().subList(before.remarks().size(), after.remarks().size());
  }

  private static Cine beside(Cine left, Cine right) {
    int columns = left.columns() + right.columns();
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < left.frames().size(); i++) {
      byte[] frame = new byte[left.rows() * columns];
      for (int y = 0; y < left.rows(); y++) {
        System.arraycopy(
            left.frames().get(i), y * left.columns(), frame, y * columns, left.columns());
        System.arraycopy(
            right.frames().get(i),
            y * right.columns(),
            frame,
            y * columns + left.columns(),
            right.columns());
      }
      frames.add(frame);
    }
    return new Cine(
        frames, left.rows(), columns, 50, Optional.empty(), Optional.empty(), SourceFormat.AVI);
  }
}
