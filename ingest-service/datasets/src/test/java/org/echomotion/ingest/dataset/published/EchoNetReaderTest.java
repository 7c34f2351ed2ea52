package org.echomotion.ingest.dataset.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.SourceFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoNetReaderTest {

  private static final int SIDE = 112;

  private static final String FILES =
      """
      FileName,EF,ESV,EDV,FrameHeight,FrameWidth,FPS,NumberOfFrames,Split
      a.avi,55,45,100,112,112,50,10,TRAIN
      b,60,40.5,90,112,112,50,10,VAL
      """;

  @TempDir Path folder;

  @BeforeEach
  void videos() throws IOException {
    Files.createDirectories(folder.resolve("Videos"));
    Files.createFile(folder.resolve("Videos/a.avi"));
    Files.createFile(folder.resolve("Videos/b.AVI"));
    write("FileList.csv", FILES);
    write("VolumeTracings.csv", tracings());
  }

  @Test
  void readsThePublishedTables() throws IOException {
    List<LabelledClip> clips = read().clips();
    assertEquals(List.of("a", "b"), clips.stream().map(LabelledClip::subject).toList());
    assertEquals(
        List.of(Split.TRAIN, Split.VALID), clips.stream().map(LabelledClip::split).toList());
    List<LabelledFrame> frames = clips.get(0).frames();
    assertEquals(List.of(2, 5), frames.stream().map(LabelledFrame::frame).toList());
    assertEquals(List.of(Phase.ED, Phase.ES), frames.stream().map(LabelledFrame::phase).toList());
    assertTrue(clips.get(0).cine().spacing().isPresent(), "from the volume in ml");
  }

  /** Tables in the formats of spreadsheets. */
  @ParameterizedTest
  @ValueSource(strings = {"bom", "semicolon", "tab", "blanks", "capitals", "decimal comma"})
  void readsTablesInOtherSpellings(String spelling) throws IOException {
    for (String table : List.of("FileList.csv", "VolumeTracings.csv")) {
      String text = Files.readString(folder.resolve(table));
      write(
          table,
          switch (spelling) {
            case "bom" -> "\ufeff" + text;
            case "semicolon" -> text.replace(',', ';');
            case "tab" -> text.replace(',', '\t');
            case "blanks" -> text.replace(",", " , ");
            case "capitals" ->
                text.replaceFirst("FileName", "FILENAME").replace("Frame,", "frame,");
            default -> text.replace(',', ';').replace('.', ',').replace(",avi", ".avi");
          });
    }
    Heard heard = read();
    assertEquals(List.of(), heard.skipped());
    assertEquals(2, heard.clips().size());
    assertEquals(2, heard.clips().get(1).frames().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"short row", "empty EDV", "empty X1", "no number", "no name", "no split"})
  void leavesOneBadRowOutAndSaysItsLine(String fault) throws IOException {
    switch (fault) {
      case "short row" -> write("FileList.csv", FILES.replaceFirst("a.avi,.*TRAIN", "a.avi"));
      case "empty EDV" -> write("FileList.csv", FILES.replace("45,100", "45,"));
      case "no name" -> write("FileList.csv", FILES.replace("a.avi,", ","));
      case "no split" -> write("FileList.csv", FILES.replace("TRAIN", "EVERY"));
      case "empty X1" ->
          write("VolumeTracings.csv", tracings().replaceFirst("a.avi,[^,]*,", "a.avi,,"));
      default -> write("VolumeTracings.csv", tracings().replaceFirst("a.avi,[^,]*,", "a.avi,x,"));
    }
    Heard heard = read();
    assertEquals(List.of("b"), heard.clips().stream().map(LabelledClip::subject).toList());
    assertEquals(1, heard.skipped().size());
    String why = heard.skipped().get(0).what() + ": " + heard.skipped().get(0).why();
    assertTrue(
        why.contains(
            switch (fault) {
              case "short row" -> "line 2: column Split is empty.";
              case "empty EDV" -> "line 2: column EDV is empty.";
              case "empty X1" -> "VolumeTracings.csv, line 2: column X1 is empty.";
              case "no number" -> "VolumeTracings.csv, line 2: column X1 is not a number.";
              case "no name" -> "line 2 of FileList.csv";
              default -> "its split must be TRAIN, VAL, TEST";
            }),
        why);
  }

  @Test
  void readsThePediatricLayout() throws IOException {
    write("FileList.csv", "FileName,EF,Sex,Age,Weight,Height,Split\na.avi,61,M,3,14,95,8\n");
    StringBuilder points = new StringBuilder("FileName,X,Y,Frame\n");
    for (int k = 0; k < 24; k++) {
      double angle = 2 * Math.PI * k / 24;
      for (int[] frame : new int[][] {{7, 20}, {3, 30}}) {
        points.append(
            "a.avi,%.2f,%.2f,%d%n"
                .formatted(
                    56 + frame[1] * Math.cos(angle), 56 + frame[1] * Math.sin(angle), frame[0]));
      }
    }
    write("VolumeTracings.csv", points.toString());
    LabelledClip clip = read().clips().get(0);
    assertEquals(Split.VALID, clip.split());
    assertEquals(Optional.empty(), clip.cine().spacing());
    assertEquals(List.of(3, 7), clip.frames().stream().map(LabelledFrame::frame).toList());
    assertEquals(Phase.ED, clip.frames().get(0).phase());
    int inside = 0;
    for (byte label : clip.frames().get(0).labels().orElseThrow()) {
      inside += label;
    }
    assertEquals(Math.PI * 900, inside, 60);
  }

  @Test
  void refusesATableWithoutItsColumnsInWords() throws IOException {
    write("FileList.csv", "Name,EF\na.avi,55\n");
    assertEquals(
        "FileList.csv has no column FileName.",
        assertThrows(IOException.class, this::read).getMessage());
    write("FileList.csv", "");
    assertEquals(
        "FileList.csv is empty.", assertThrows(IOException.class, this::read).getMessage());
    Files.write(
        folder.resolve("FileList.csv"),
        "FileName,EF\nCoraz\u00f3n.avi,55\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "FileList.csv is not UTF-8 text.",
        assertThrows(IOException.class, this::read).getMessage());
  }

  private Heard read() throws IOException {
    Heard heard = new Heard();
    new EchoNetReader(file -> cine()).read(folder, heard);
    return heard;
  }

  private void write(String table, String text) throws IOException {
    Files.writeString(folder.resolve(table), text);
  }

  private static Cine cine() {
    byte[] frame = new byte[SIDE * SIDE];
    return new Cine(
        Collections.nCopies(10, frame),
        SIDE,
        SIDE,
        50,
        Optional.empty(),
        Optional.empty(),
        SourceFormat.AVI);
  }

  /** Each video has its end-diastole on frame 2 and its end-systole on frame 5. */
  private static String tracings() {
    StringBuilder table = new StringBuilder("FileName,X1,Y1,X2,Y2,Frame\n");
    for (String video : List.of("a.avi", "b.avi")) {
      for (int frame : new int[] {2, 5}) {
        double half = frame == 2 ? 20.5 : 12.5;
        table.append("%s,56.5,20.5,56.5,90.5,%d%n".formatted(video, frame));
        for (int chord = 0; chord < 20; chord++) {
          double y = 22 + 3.4 * chord;
          table.append(
              "%s,%.2f,%.2f,%.2f,%.2f,%d%n".formatted(video, 56 - half, y, 56 + half, y, frame));
        }
      }
    }
    return table.toString();
  }
}
