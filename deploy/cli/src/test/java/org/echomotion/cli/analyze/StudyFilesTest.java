package org.echomotion.cli.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFilesTest {

  @TempDir Path folder;

  @Test
  void aFolderOrItsIndexStandsForItsCines() throws IOException {
    Path dicom = dicom("IMAGES/ST01/IM0002");
    Path first = dicom("IMAGES/ST01/IM0001");
    Path video = file("b.avi", "RIFF....AVI LIST");
    dicom("DICOMDIR");
    file("notes.txt", "no cine, and long enough to be looked at");
    dicom("IMAGES/.hidden");
    List<Path> expected = List.of(first, dicom, video);
    for (Path argument : List.of(folder, folder.resolve("DICOMDIR"))) {
      StudyFiles study = StudyFiles.of(List.of(argument));
      assertEquals(expected, study.files());
      assertEquals(Set.copyOf(expected), study.fromFolders());
      assertEquals(List.of(), study.problems());
    }
  }

  @Test
  void aFileStandsForItselfWhateverItHolds() throws IOException {
    Path notes = file("notes.txt", "no cine");
    StudyFiles study = StudyFiles.of(List.of(notes));
    assertEquals(List.of(notes), study.files());
    assertTrue(study.fromFolders().isEmpty());
  }

  @Test
  void saysWhatCannotBeUsed() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path absent = folder.resolve("absent.dcm");
    assertEquals(
        List.of(
            empty + ": the folder contains no DICOM file and no video.",
            absent + ": there is no such file, or it is not readable."),
        StudyFiles.of(List.of(empty, absent)).problems());
  }

  private Path dicom(String name) throws IOException {
    return file(name, " ".repeat(128) + "DICM" + " ".repeat(16));
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.US_ASCII);
  }
}
