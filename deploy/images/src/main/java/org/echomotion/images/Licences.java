package org.echomotion.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The licences of libraries: their names from the Maven repository, their texts from the jars. */
final class Licences {

  private static final Pattern TEXT =
      Pattern.compile(
          "(META-INF/)?([^/]*/)?(LICEN[SC]E|NOTICE|COPYING|COPYRIGHT)[^/]*(?<![.]class)",
          Pattern.CASE_INSENSITIVE);

  private final Path repository;

  /**
   * @param repository the local Maven repository, which has the POM of every library of a build
   */
  Licences(Path repository) {
    this.repository = repository;
  }

  /**
   * Returns the names of the licences of a library, as its POM or the next parent that names some
   * states them.
   *
   * @throws IOException if a POM is missing or unreadable
   */
  List<String> names(Library library) throws IOException {
    Optional<Parent> next =
        Optional.of(new Parent(library.group(), library.name(), library.version()));
    while (next.isPresent()) {
      Element project = read(next.get().pom(repository));
      List<String> names = new ArrayList<>();
      for (Element licences : children(project, "licenses")) {
        for (Element licence : children(licences, "license")) {
          text(licence, "name").or(() -> text(licence, "url")).ifPresent(names::add);
        }
      }
      if (!names.isEmpty()) {
        return names;
      }
      next =
          children(project, "parent").stream()
              .findFirst()
              .map(
                  parent ->
                      new Parent(
                          text(parent, "groupId").orElseThrow(),
                          text(parent, "artifactId").orElseThrow(),
                          text(parent, "version").orElseThrow()));
    }
    return List.of();
  }

  /**
   * Returns the texts of licences and notices in the jar of a library, by the name of their entry.
   */
  static SortedMap<String, byte[]> texts(Library library) throws IOException {
    SortedMap<String, byte[]> texts = new TreeMap<>();
    try (ZipFile jar = new ZipFile(library.jar().toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        if (!entry.isDirectory() && TEXT.matcher(entry.getName()).matches()) {
          try (InputStream in = jar.getInputStream(entry)) {
            texts.put(entry.getName().replace('/', '_'), in.readAllBytes());
          }
        }
      }
    }
    return texts;
  }

  private record Parent(String group, String name, String version) {
    Path pom(Path repository) {
      return repository
          .resolve(group.replace('.', '/'))
          .resolve(name)
          .resolve(version)
          .resolve(name + "-" + version + ".pom");
    }
  }

  private static Element read(Path pom) throws IOException {
    try (InputStream in = Files.newInputStream(pom)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      // A POM can have a document type, but nothing outside the file is read.
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(in).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(pom + " is not readable", e);
    }
  }

  private static Optional<String> text(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .map(element -> element.getTextContent().strip())
        .filter(text -> !text.isEmpty());
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getNodeName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
