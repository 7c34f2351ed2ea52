package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary in every identifying attribute is seen nowhere behind the reader. */
class PatientPrivacyTest {

  private static final String CANARY = "CANARY^Kanaria";

  /** Name, identifier, birth date, accession, institution, physicians, comments, device, UIDs. */
  private static final int[] IDENTIFYING = {
    0x0008_0018, 0x0008_0020, 0x0008_0050, 0x0008_0080, 0x0008_0081, 0x0008_0090, 0x0008_1010,
    0x0008_1030, 0x0008_103E, 0x0008_1070, 0x0010_0010, 0x0010_0020, 0x0010_0030, 0x0010_0040,
    0x0010_1000, 0x0010_1040, 0x0010_2154, 0x0010_4000, 0x0018_1000, 0x0018_1030, 0x0020_000D,
    0x0020_0010, 0x0020_4000, 0x0032_1060, 0x0040_0254, 0x0009_1001
  };

  @TempDir Path folder;

  @Test
  void readsNoAttributeOfPatientStudyOrStaff() {
    for (int tag : IDENTIFYING) {
      assertTrue(Attribute.ofTag(tag).isEmpty(), Integer.toHexString(tag));
    }
    for (Attribute attribute : Attribute.values()) {
      int group = attribute.tag >>> 16;
      assertTrue(group != 0x0010 && group != 0x0032 && group != 0x0040 && group % 2 == 0);
    }
  }

  @Test
  void leavesTheCanaryInTheFile() {
    DicomWriter file = marked(DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4));
    DicomWriter code = file.item().text(0x0008_0100, "SH", CANARY).text(0x0008_0104, "LO", CANARY);
    byte[] bytes = file.sequence(0x0054_0220, true, code).pixels(new byte[32]).bytes();
    StringBuilder heard = new StringBuilder();
    Cine cine = listening(heard, () -> DicomFiles.decode(folder, bytes));
    assertUnseen(cine.toString() + heard);
    for (byte[] frame : cine.frames()) {
      assertUnseen(new String(frame, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void refusesWithoutQuotingTheFile() {
    byte[] whole =
        marked(DicomWriter.gray(DicomWriter.EXPLICIT, 2, 4, 4))
            .text(0x0028_0004, "CS", CANARY)
            .pixels(new byte[32])
            .bytes();
    byte[] syntax = marked(DicomWriter.file(CANARY)).bytes();
    StringBuilder heard = new StringBuilder();
    int refused = 0;
    for (int length = 0; length <= whole.length; length++) {
      refused += refused(heard, Arrays.copyOf(whole, length));
    }
    assertEquals(whole.length + 1, refused);
    assertEquals(1, refused(heard, syntax));
    assertUnseen(heard.toString());
  }

  private int refused(StringBuilder heard, byte[] bytes) {
    return listening(
        heard,
        () -> {
          try {
            DicomFiles.decode(folder, bytes);
            return 0;
          } catch (EchoMotionException e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
              heard.append(each).append('\n');
            }
            return 1;
          }
        });
  }

  private static DicomWriter marked(DicomWriter file) {
    Arrays.stream(IDENTIFYING).forEach(tag -> file.text(tag, "LO", CANARY));
    DicomWriter nested = file.item().text(0x0010_0010, "PN", CANARY);
    return file.sequence(0x0008_1140, true, nested).text(0x0008_2127, "SH", CANARY);
  }

  private static void assertUnseen(String text) {
    assertFalse(text.contains("CANARY"));
    assertFalse(text.contains("Kanaria"));
  }

  /** Runs with an ear on the root logger and on both standard streams. */
  private static <T> T listening(StringBuilder heard, Supplier<T> work) {
    Handler ear =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            heard.append(entry.getMessage()).append(Arrays.toString(entry.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    root.addHandler(ear);
    System.setOut(new PrintStream(printed, true));
    System.setErr(new PrintStream(printed, true));
    try {
      return work.get();
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(ear);
      heard.append(printed);
    }
  }
}
