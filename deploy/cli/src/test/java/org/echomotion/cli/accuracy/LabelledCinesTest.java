package org.echomotion.cli.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.cli.accuracy.LabelledCines.LabelledCine;
import org.echomotion.contract.common.v1.View;
import org.echomotion.ef.grade.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledCinesTest {

  @TempDir Path folder;

  @Test
  void readsATableOfTruth() throws Exception {
    Files.writeString(
        folder.resolve("truth.csv"),
        "file,patient,view,ef_view,ef_biplane,sex\na.avi,p1,A4C,55.5,57,F\nb.avi,p1,A2C,52.5,57,\n");
    assertEquals(
        List.of(
            new LabelledCine(
                folder.resolve("a.avi"),
                "p1",
                View.VIEW_A4C,
                55.5,
                OptionalDouble.of(57),
                Optional.of(Sex.FEMALE)),
            new LabelledCine(
                folder.resolve("b.avi"),
                "p1",
                View.VIEW_A2C,
                52.5,
                OptionalDouble.of(57),
                Optional.empty())),
        LabelledCines.in(folder));
  }

  @Test
  void readsEchoNetsLayoutWhereSomeNamesLackTheirEnding() throws Exception {
    Files.writeString(
        folder.resolve("FileList.csv"), "FileName,EF,ESV,EDV\na.avi,60,40,100\nb,30,70,100\n");
    assertEquals(
        List.of(oneView("a.avi", "Videos/a.avi", 60), oneView("b", "Videos/b.avi", 30)),
        LabelledCines.in(folder));
  }

  private LabelledCine oneView(String name, String file, double ef) {
    return new LabelledCine(
        folder.resolve(file), name, View.VIEW_A4C, ef, OptionalDouble.empty(), Optional.empty());
  }

  @Test
  void takesThePhantomsViewsFromTheirTruth() throws Exception {
    Files.writeString(folder.resolve("FileList.csv"), "FileName,EF\na.avi,60\n");
    Files.writeString(folder.resolve("Truth.csv"), "FileName,View\na.avi,A2C\n");
    assertEquals(View.VIEW_A2C, LabelledCines.in(folder).get(0).view());
  }

  @Test
  void saysWhichRowCannotBeUsed() throws Exception {
    Files.writeString(
        folder.resolve("truth.csv"), "file,view,ef_view\na.avi,A4C,55\nb.avi,A2C,n/a\n");
    assertEquals(
        "line 3: column ef_view is not a number.",
        assertThrows(IOException.class, () -> LabelledCines.in(folder)).getMessage());
    Files.writeString(folder.resolve("truth.csv"), "file,view\na.avi,A4C\n");
    assertEquals(
        "line 2: column ef_view is missing.",
        assertThrows(IOException.class, () -> LabelledCines.in(folder)).getMessage());
  }

  @Test
  void saysWhereThereIsNoTable() {
    assertThrows(IOException.class, () -> LabelledCines.in(folder));
  }
}
