package org.echomotion.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** {@code docs/architecture.md} says what the build and the code say. */
class ArchitecturePageTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path PAGE = ROOT.resolve("docs/architecture.md");
  private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
  private static final Pattern HOP =
      Pattern.compile("^\\| \\d+ \\| `([^`]+)` \\| `(\\w+)\\.(\\w+)` \\|", Pattern.MULTILINE);

  @Test
  void thePictureShowsTheModulesAndTheirDependencies() throws Exception {
    Map<String, Set<String>> dependencies = new TreeMap<>();
    modules(ROOT, dependencies);
    StringBuilder expected = new StringBuilder("graph LR\n");
    dependencies.forEach(
        (module, direct) ->
            direct.stream()
                .filter(d -> !followsFromOthers(d, direct, dependencies))
                .forEach(d -> expected.append("  ").append(module + " --> " + d + "\n")));
    Matcher picture = PICTURE.matcher(Files.readString(PAGE));
    assertTrue(picture.find(), "the page has a picture");
    assertEquals(expected.toString(), picture.group(1));
  }

  @Test
  void everyHopOfTheWalksIsAMethodOfTheModule() throws IOException {
    Matcher hops = HOP.matcher(Files.readString(PAGE));
    List<String> missing = new ArrayList<>();
    int found = 0;
    while (hops.find()) {
      found++;
      Path sources = ROOT.resolve(hops.group(1)).resolve("src/main/java");
      String file = hops.group(2) + ".java";
      try (Stream<Path> all = Files.walk(sources)) {
        Set<Path> classes = new TreeSet<>();
        all.filter(path -> path.getFileName().toString().equals(file)).forEach(classes::add);
        boolean there = false;
        for (Path path : classes) {
          there |= Files.readString(path).contains(" " + hops.group(3) + "(");
        }
        if (!there) {
          missing.add(hops.group(1) + " " + hops.group(2) + "." + hops.group(3));
        }
      }
    }
    assertTrue(found > 20, "the page has two walks, of " + found + " hops");
    assertEquals(List.of(), missing);
  }

  private static void modules(Path folder, Map<String, Set<String>> dependencies) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document pom = factory.newDocumentBuilder().parse(folder.resolve("pom.xml").toFile());
    Element project = pom.getDocumentElement();
    List<Element> children = children(project, "modules", "module");
    for (Element module : children) {
      modules(folder.resolve(module.getTextContent()), dependencies);
    }
    if (!children.isEmpty()) {
      return;
    }
    Set<String> direct = new TreeSet<>();
    for (Element dependency : children(project, "dependencies", "dependency")) {
      if (text(dependency, "groupId").equals("org.echomotion")
          && !text(dependency, "scope").equals("test")) {
        direct.add(text(dependency, "artifactId"));
      }
    }
    String name = text(project, "artifactId");
    assertFalse(dependencies.containsKey(name), "two modules are called " + name);
    dependencies.put(name, direct);
  }

  private static boolean followsFromOthers(
      String dependency, Set<String> direct, Map<String, Set<String>> all) {
    return direct.stream()
        .filter(other -> !other.equals(dependency))
        .anyMatch(other -> reaches(other, dependency, all));
  }

  private static boolean reaches(String from, String to, Map<String, Set<String>> all) {
    return all.get(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to, all));
  }

  private static List<Element> children(Element parent, String group, String name) {
    List<Element> found = new ArrayList<>();
    for (Element element : elements(parent)) {
      if (element.getTagName().equals(group)) {
        elements(element).stream().filter(e -> e.getTagName().equals(name)).forEach(found::add);
      }
    }
    return found;
  }

  private static List<Element> elements(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return elements(parent).stream()
        .filter(element -> element.getTagName().equals(name))
        .map(element -> element.getTextContent().trim())
        .findFirst()
        .orElse("");
  }
}
