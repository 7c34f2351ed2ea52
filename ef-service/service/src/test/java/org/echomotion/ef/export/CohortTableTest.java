package org.echomotion.ef.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ef.export.ReportedResult.Quality;
import org.echomotion.ef.export.ReportedResult.View;
import org.junit.jupiter.api.Test;

class CohortTableTest {

  private static String table(CohortRow... rows) throws IOException {
    StringWriter out = new StringWriter();
    CohortTable table = new CohortTable(out);
    for (CohortRow row : rows) {
      table.add(row);
    }
    table.flush();
    return out.toString();
  }

  private static CohortRow row(String key, ReportedResult result) {
    return new CohortRow(key, Reports.THEN, Reports.THEN, "COMPUTED", 90, 29.97, result);
  }

  @Test
  void aRowHoldsTheResultInNumbersThatAProgramReads() throws IOException {
    String text = table(row("study-7", Reports.clip(Reports.A4C, View.A4C, 38.456)));
    assertEquals(2, text.lines().count());
    assertTrue(text.contains("\r\n"));
    NamedCsvRecord row = CsvReader.builder().ofNamedCsvRecord(text).stream().toList().get(0);
    assertEquals(CohortTable.COLUMNS, row.getHeader());
    assertEquals("study-7", row.getField("study_key"));
    assertEquals("38.46", row.getField("ejection_fraction_percent"));
    assertEquals("28.59", row.getField("interval_lower_percent"));
    assertEquals("123.5", row.getField("end_diastolic_volume_ml"));
    assertEquals("moderately_abnormal", row.getField("severity"));
    assertEquals("single_plane", row.getField("method"));
    assertEquals("2026-02-03T04:05:06.789Z", row.getField("clip_created_at"));
    assertEquals(
        "Only one beat. A frame-to-frame jitter of 5 % < 8 %.", row.getField("quality_reasons"));
  }

  @Test
  void whatHasNoNumberHasEmptyCells() throws IOException {
    String text = table(row("study-8", Reports.withoutNumber(Reports.A2C, "no beat")));
    NamedCsvRecord row = CsvReader.builder().ofNamedCsvRecord(text).stream().toList().get(0);
    assertEquals("", row.getField("ejection_fraction_percent"));
    assertEquals("", row.getField("severity"));
    assertEquals("no beat", row.getField("status_reason"));
  }

  @Test
  void hostileTextStaysTextInAReaderAndInASpreadsheet() throws IOException {
    List<String> hostile =
        List.of(
            "=HYPERLINK(\"http://x\",\"y\")",
            "+1+1",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "a,\"b\"\r\nc;d",
            "'quoted'",
            "");
    for (String text : hostile) {
      ReportedResult clean = Reports.clip(Reports.A4C, View.A4C, 50);
      ReportedResult result =
          new ReportedResult(
              clean.id(),
              clean.method(),
              clean.view(),
              clean.ejectionFractionPercent(),
              Optional.of(text),
              clean.interval(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              1,
              new Quality("GOOD", List.of(text)),
              clean.model(),
              List.of(text));
      List<NamedCsvRecord> rows =
          CsvReader.builder().ofNamedCsvRecord(table(row(text, result))).stream().toList();
      assertEquals(1, rows.size(), text);
      String expected = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
      assertEquals(expected, rows.get(0).getField("study_key"));
      assertEquals(expected, rows.get(0).getField("status_reason"));
      assertEquals(expected, rows.get(0).getField("quality_reasons"));
      assertEquals(expected, rows.get(0).getField("remarks"));
    }
  }
}
