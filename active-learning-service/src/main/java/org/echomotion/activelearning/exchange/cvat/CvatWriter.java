package org.echomotion.activelearning.exchange.cvat;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.CornerCoordinates;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.LeftVentricle;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;

/**
 * Writes CVAT's XML for video: one track for each reader. Each outline is a key frame. If the next
 * frame has no outline, it gets a polygon marked as outside, so that CVAT does not interpolate.
 *
 * <p>Lost: frames that are not assessable, control points and their not-seen flags. Points are
 * rounded to hundredths of a pixel, as CVAT rounds them.
 */
public final class CvatWriter {

  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter xml;

  private CvatWriter(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes the file, UTF-8. The stream stays open.
   *
   * @param labels of one clip
   * @param frameCount number of the clip's frames
   * @throws EchoMotionException BAD_EXPORT if there is no label, or the labels are of more than one
   *     clip
   */
  public static void write(List<LabelledFrame> labels, int frameCount, OutputStream out) {
    if (labels.stream().map(l -> l.frame().clip()).distinct().count() != 1) {
      throw new EchoMotionException(
          ActiveLearningError.BAD_EXPORT, "a CVAT file needs the labels of one clip");
    }
    Map<String, SortedMap<Integer, LabelledFrame>> tracks = new LinkedHashMap<>();
    labels.stream()
        .filter(LabelledFrame::isOutlined)
        .forEach(
            l ->
                tracks.computeIfAbsent(l.reader(), r -> new TreeMap<>()).put(l.frame().index(), l));
    try {
      XMLStreamWriter xml = XML.createXMLStreamWriter(out, "UTF-8");
      new CvatWriter(xml)
          .write(labels.get(0).frame(), frameCount, new ArrayList<>(tracks.values()));
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the labels cannot be written as XML", e);
    }
  }

  private void write(ClipFrame any, int frameCount, List<SortedMap<Integer, LabelledFrame>> tracks)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("annotations");
    text("version", "1.1");
    meta(any, frameCount);
    for (int id = 0; id < tracks.size(); id++) {
      xml.writeStartElement("track");
      xml.writeAttribute("id", Integer.toString(id));
      xml.writeAttribute("label", LeftVentricle.NAME);
      xml.writeAttribute("source", "manual");
      for (LabelledFrame label : tracks.get(id).values()) {
        int next = label.frame().index() + 1;
        polygon(label, label.frame().index(), false);
        if (next < frameCount && !tracks.get(id).containsKey(next)) {
          polygon(label, next, true);
        }
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void meta(ClipFrame any, int frameCount) throws XMLStreamException {
    xml.writeStartElement("meta");
    xml.writeStartElement("task");
    text("id", "0");
    text("name", any.clip());
    text("size", Integer.toString(frameCount));
    text("mode", "interpolation");
    text("overlap", "0");
    text("start_frame", "0");
    text("stop_frame", Integer.toString(frameCount - 1));
    text("frame_filter", "");
    xml.writeStartElement("labels");
    xml.writeStartElement("label");
    text("name", LeftVentricle.NAME);
    text("type", "polygon");
    xml.writeStartElement("attributes");
    attribute("reader", false, "text", "");
    attribute("phase", true, "select", "\nED\nES");
    attribute("image_quality", true, "select", "\nPOOR\nMEDIUM\nGOOD");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("original_size");
    text("width", Integer.toString(any.size().width()));
    text("height", Integer.toString(any.size().height()));
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void attribute(String name, boolean mutable, String type, String values)
      throws XMLStreamException {
    xml.writeStartElement("attribute");
    text("name", name);
    text("mutable", mutable ? "True" : "False");
    text("input_type", type);
    text("default_value", "");
    text("values", values);
    xml.writeEndElement();
  }

  private void polygon(LabelledFrame label, int frame, boolean outside) throws XMLStreamException {
    xml.writeStartElement("polygon");
    xml.writeAttribute("frame", Integer.toString(frame));
    xml.writeAttribute("keyframe", "1");
    xml.writeAttribute("outside", outside ? "1" : "0");
    xml.writeAttribute("occluded", "0");
    xml.writeAttribute(
        "points", label.outline().stream().map(CvatWriter::pair).collect(Collectors.joining(";")));
    xml.writeAttribute("z_order", "0");
    value("reader", label.reader());
    value("phase", label.phase().map(Enum::name).orElse(""));
    value("image_quality", label.imageQuality().map(Enum::name).orElse(""));
    xml.writeEndElement();
  }

  private static String pair(Point point) {
    return String.format(
        Locale.ROOT, "%.2f,%.2f", CornerCoordinates.of(point.x()), CornerCoordinates.of(point.y()));
  }

  private void value(String name, String value) throws XMLStreamException {
    xml.writeStartElement("attribute");
    xml.writeAttribute("name", name);
    xml.writeCharacters(value);
    xml.writeEndElement();
  }

  private void text(String element, String content) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(content);
    xml.writeEndElement();
  }
}
