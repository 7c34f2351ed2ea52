package org.echomotion.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/formats.md} names every format that the code knows, and tests that exist. */
class FormatsPageTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path CINE =
      ROOT.resolve("ingest-service/cine/src/main/java/org/echomotion/ingest");
  private static final Pattern ROW = Pattern.compile("^\\|.*\\|([^|]*)\\|$", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final Pattern TRANSFER_SYNTAX =
      Pattern.compile("\"(1\\.2\\.840\\.10008\\.1\\.2(?:\\.\\d+)*)\"");
  private static final Pattern CONTAINER = Pattern.compile("SourceFormat\\.\\w+, \"(\\w+)\"");

  @Test
  void everyTransferSyntaxOfTheCodeIsOnThePage() throws IOException {
    assertEquals(
        List.of(), missing(CINE.resolve("dicom/parse/TransferSyntax.java"), TRANSFER_SYNTAX));
  }

  @Test
  void everyVideoContainerOfTheCodeIsOnThePage() throws IOException {
    assertEquals(List.of(), missing(source("VideoContainer.java"), CONTAINER));
  }

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    Map<String, String> tests = tests();
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    // The figures under "Measured" come from commands, not from tests.
    String rowsWithTests = page().replaceAll("(?s)\n## Measured\n.*?(?=\n## |$)", "");
    for (MatchResult row : ROW.matcher(rowsWithTests).results().toList()) {
      String cell = row.group(1).strip();
      if (cell.equals("test") || cell.matches("-+")) {
        continue;
      }
      rows++;
      List<MatchResult> cited = TEST.matcher(cell).results().toList();
      if (cited.isEmpty()) {
        wrong.add("no test: " + row.group());
      }
      for (MatchResult test : cited) {
        if (!tests.getOrDefault(test.group(1), "").contains(" " + test.group(2) + "(")) {
          wrong.add("no such test: " + test.group());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(rows > 40, "the page has " + rows + " rows");
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/formats.md"));
  }

  private static List<String> missing(Path source, Pattern known) throws IOException {
    String page = page();
    List<String> values =
        known.matcher(Files.readString(source)).results().map(match -> match.group(1)).toList();
    assertTrue(values.size() > 5, source + " has " + values);
    return values.stream().filter(value -> !page.contains("`" + value + "`")).toList();
  }

  private static Path source(String name) throws IOException {
    try (Stream<Path> all = Files.walk(CINE)) {
      return all.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    }
  }

  /** Text of the tests, by class. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    for (String module :
        List.of("ingest-service", "ef-service", "deploy", "segmentation-service")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(module))) {
        all.filter(path -> path.toString().contains("/src/test/java/"))
            .filter(path -> path.toString().endsWith("Test.java"))
            .forEach(
                path ->
                    tests.merge(
                        path.getFileName().toString().replace(".java", ""),
                        text(path),
                        String::concat));
      }
    }
    return tests;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
