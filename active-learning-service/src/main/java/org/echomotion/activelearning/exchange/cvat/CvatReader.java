package org.echomotion.activelearning.exchange.cvat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.error.EchoMotionException;

/**
 * Reads CVAT's XML for video. The clip is the task's name without the extension of a video, the
 * size is {@code original_size}. A document type and entities are refused, so a file cannot include
 * other files or expand.
 */
public final class CvatReader {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_TEXT = 10_000;

  /** The elements of the task whose text is needed. */
  private static final Set<String> META = Set.of("name", "width", "height");

  private final XMLStreamReader xml;
  private final String defaultReader;
  private final ImportedLabels labels;
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<String, String> meta = new HashMap<>();
  private boolean ofLeftVentricle;
  private Optional<CvatPolygon> polygon = Optional.empty();
  private String attribute = "";
  private int polygons;

  private CvatReader(XMLStreamReader xml, String defaultReader, ImportLimits limits) {
    this.xml = xml;
    this.defaultReader = defaultReader;
    this.labels = new ImportedLabels(limits);
  }

  /**
   * Reads a file.
   *
   * @param defaultReader the reader of tracks without the attribute {@code reader}
   * @throws EchoMotionException BAD_IMPORT if the file is not valid, a polygon breaks a rule, or
   *     there is no outline of the left ventricle
   */
  public static List<LabelledFrame> read(InputStream in, String defaultReader, ImportLimits limits)
      throws IOException {
    byte[] bytes = limits.read(in);
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text(bytes)));
      CvatReader reader = new CvatReader(xml, defaultReader, limits);
      reader.read();
      return reader.labels.all();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new InvalidLabelException("it is not valid XML at line " + line).at("the file");
    }
  }

  /** CVAT writes UTF-8. The parser would print malformed bytes to the error stream. */
  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidLabelException("it is not UTF-8").at("the file");
    }
  }

  private void read() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new InvalidLabelException("it has a document type or an entity").at("the file");
        case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        default -> {
          // Comments and instructions carry no label.
        }
      }
    }
  }

  private void start(String element) {
    if (path.isEmpty() && !element.equals("annotations")) {
      throw new InvalidLabelException("it is not an XML file of CVAT").at("the file");
    }
    path.addLast(element);
    if (path.size() > MAX_DEPTH) {
      throw new InvalidLabelException("its elements are nested too deeply").at("the file");
    }
    switch (element) {
      case "track" -> ofLeftVentricle = LeftVentricle.isNamed(value("label"));
      case "polygon" -> {
        polygons++;
        polygon =
            ofLeftVentricle && value("keyframe").equals("1") && !value("outside").equals("1")
                ? Optional.of(new CvatPolygon(value("frame"), value("points")))
                : Optional.empty();
      }
      case "attribute" -> attribute = value("name");
      default -> {
        // Only its text is needed, or nothing.
      }
    }
  }

  private void text(String text) {
    String parent = path.isEmpty() ? "" : path.getLast();
    if (polygon.isPresent() && parent.equals("attribute")) {
      CvatPolygon unfinished = polygon.get();
      ImportedLabels.item(
          "polygon " + polygons, () -> append(unfinished.attributes(), attribute, text));
    } else if (META.contains(parent) && !path.contains("labels")) {
      ImportedLabels.item("the file", () -> append(meta, String.join("/", path), text));
    }
  }

  /** Comments and sections split a text into parts. */
  private static void append(Map<String, String> texts, String key, String part) {
    String whole = texts.getOrDefault(key, "").concat(part);
    if (whole.length() > MAX_TEXT) {
      throw new InvalidLabelException("a text has more than " + MAX_TEXT + " characters");
    }
    texts.put(key, whole);
  }

  private void end(String element) {
    path.removeLast();
    if (element.equals("polygon") && polygon.isPresent()) {
      CvatPolygon finished = polygon.get();
      polygon = Optional.empty();
      ImportedLabels.item("polygon " + polygons, () -> add(finished));
    } else if (element.equals("track")) {
      ofLeftVentricle = false;
    }
  }

  private void add(CvatPolygon finished) {
    String clip = ofTask("name").replaceFirst("(?i)[.](avi|mp4|mov|mkv|dcm)$", "");
    FrameSize size =
        new FrameSize(
            CvatPolygon.count(ofTask("original_size/width")),
            CvatPolygon.count(ofTask("original_size/height")));
    labels.add(
        LabelledFrame.outlined(
                new ClipFrame(clip, finished.frame(), size),
                finished.attribute("reader").orElse(defaultReader),
                finished.outline())
            .stating(
                finished.attribute("phase").flatMap(Phase::named),
                finished.attribute("image_quality").flatMap(ImageQuality::named)));
  }

  private String ofTask(String element) {
    String value = meta.get("annotations/meta/task/" + element);
    if (value == null) {
      value = meta.get("annotations/meta/" + element);
    }
    if (value == null) {
      throw new InvalidLabelException("the task's " + element + " is missing");
    }
    return value.strip();
  }

  private String value(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
