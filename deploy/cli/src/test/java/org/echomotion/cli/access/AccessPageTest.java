package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.echomotion.cli.access.Edges.Edge;
import org.echomotion.security.Roles;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/security/access.md} is the one that the services enforce. */
class AccessPageTest {

  private static final Path PAGE = Path.of("../../docs/security/access.md");
  private static final List<String> ORDER =
      List.of(
          Roles.CLINICIAN,
          Roles.ANNOTATOR,
          Roles.REVIEWER,
          Roles.ML_ENGINEER,
          Roles.ADMIN,
          Roles.OPERATOR,
          Roles.SERVICE);

  @Test
  void statesTheRolesOfEveryCall() throws Exception {
    List<Edge> edges = Edges.all();
    edges.forEach(edge -> assertTrue(!edge.roles().isEmpty(), edge.name() + " states no roles"));
    edges.forEach(edge -> assertTrue(edge.audit(), edge.name() + " is not said to be audited"));
    String expected = edges.stream().map(AccessPageTest::row).collect(Collectors.joining("\n"));
    String stated =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `"))
            .collect(Collectors.joining("\n"));
    assertEquals(expected, stated);
  }

  private static String row(Edge edge) {
    return "| `"
        + edge.name()
        + "` | "
        + ORDER.stream()
            .map(role -> edge.roles().contains(role) ? "yes" : "-")
            .collect(Collectors.joining(" | "))
        + " |";
  }
}
