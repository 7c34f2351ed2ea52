package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** A marked patient name goes in by file name and DICOM attribute, and must come out nowhere. */
@QuarkusTest
class PatientDataTest extends IngestServiceTestCase {

  private static final String CANARY = "CANARYB1RD";

  @Test
  void patientDataReachesNoRowBlobLogEventOrMessage() throws Exception {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    Handler listener = listener(said);
    Logger.getLogger("").addHandler(listener);
    try {
      byte[] marked = withPatientName(TestCines.realA4c());
      said.add(
          upload(header("s", marked).setFileName(CANARY + "-Jane.dcm").build(), marked, 1 << 16)
              .toString());
      byte[] damaged = Arrays.copyOf(marked, marked.length / 2);
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () -> upload(header("s", damaged).setFileName(CANARY).build(), damaged, 1 << 16));
      said.add(refused.getMessage() + refused.getTrailers());
      StatusRuntimeException badName =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  upload(
                      header("s", marked).setFileName("/home/" + CANARY).build(), marked, 1 << 16));
      said.add(badName.getMessage() + badName.getTrailers());
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    said.addAll(rows());
    events(IngestChannels.CLIP_INGESTED)
        .received()
        .forEach(e -> said.add(new String(e.getPayload(), StandardCharsets.ISO_8859_1)));
    List<String> blobs = blobs();
    assertEquals(2, blobs.size());
    said.addAll(blobs);
    for (String blob : blobs) {
      said.add(
          new String(Files.readAllBytes(this.blobs.resolve(blob)), StandardCharsets.ISO_8859_1));
    }
    for (String text : said) {
      assertFalse(text.contains(CANARY), text);
    }
  }

  /** Replaces the value of Patient's Name (0010,0010), explicit VR, by the canary. */
  private static byte[] withPatientName(byte[] dicom) {
    byte[] tag = {0x10, 0, 0x10, 0, 'P', 'N'};
    for (int i = 132; i < dicom.length - 8; i++) {
      if (Arrays.equals(tag, Arrays.copyOfRange(dicom, i, i + tag.length))) {
        int length = (dicom[i + 6] & 0xff) | (dicom[i + 7] & 0xff) << 8;
        byte[] name = Arrays.copyOf(CANARY.getBytes(), CANARY.length());
        byte[] marked = new byte[dicom.length - length + name.length];
        System.arraycopy(dicom, 0, marked, 0, i + 8);
        marked[i + 6] = (byte) name.length;
        marked[i + 7] = 0;
        System.arraycopy(name, 0, marked, i + 8, name.length);
        System.arraycopy(
            dicom, i + 8 + length, marked, i + 8 + name.length, dicom.length - i - 8 - length);
        assertTrue(new String(marked, StandardCharsets.ISO_8859_1).contains(CANARY));
        return marked;
      }
    }
    throw new AssertionError("the sample has a patient name");
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = studyStore.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("ingest.study", "ingest.clip", "ingest.deleted_study")) {
        try (ResultSet all = statement.executeQuery("select t::text from " + table + " t")) {
          while (all.next()) {
            rows.add(all.getString(1));
          }
        }
      }
    }
    assertEquals(2, rows.size());
    return rows;
  }

  private static Handler listener(List<String> said) {
    Formatter formatter = new PatternFormatter("%m");
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        said.add(
            formatter.format(record)
                + (record.getThrown() == null ? "" : record.getThrown().toString()));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
