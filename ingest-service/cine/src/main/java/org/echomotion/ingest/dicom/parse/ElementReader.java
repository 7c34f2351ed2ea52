package org.echomotion.ingest.dicom.parse;

import static org.echomotion.ingest.dicom.parse.ValueRepresentation.UNKNOWN;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the headers of data elements (DICOM PS3.5, section 7.1). If no element follows in the
 * stated form, the other forms are tried, because scanners write single elements without a value
 * representation, with an invented one, or with the length of another form.
 */
public final class ElementReader {

  static final long UNDEFINED = 0xffffffffL;
  static final int ITEM = 0xFFFE_E000;
  static final int ITEM_END = 0xFFFE_E00D;
  public static final int SEQUENCE_END = 0xFFFE_E0DD;

  /** Bytes of the longest header. */
  private static final int HEADER = 12;

  private final FileWindow file;

  ElementReader(FileWindow file) {
    this.file = file;
  }

  /**
   * An element's header.
   *
   * @param tag group in the upper half, element in the lower
   * @param representation the stated value representation, or {@code UNKNOWN}
   * @param length bytes of the value, or {@link #UNDEFINED}
   */
  record Element(int tag, ValueRepresentation representation, long length) {}

  /** One way to read a header: its length in bytes and its content. */
  private record Form(int header, ValueRepresentation representation, long length) {}

  /** How well the bytes after a value look like the next element. */
  private enum Fit {
    NONE,
    WEAK,
    STRONG
  }

  /**
   * Reads the header at the window's position and moves to its value.
   *
   * @param explicitVr whether elements state their value representation here
   * @param limit position after the last byte that the element may use
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if no form fits the limit
   */
  Element next(boolean explicitVr, long limit) {
    long start = file.position();
    byte[] head = file.peek((int) Math.min(HEADER, limit - start));
    if (head.length < 8) {
      throw Refusal.truncated();
    }
    int tag = file.tag();
    if (tag >>> 16 == 0xFFFE) {
      return new Element(tag, UNKNOWN, file.u32());
    }
    Form form = form(tag, head, explicitVr, start, limit);
    file.seek(start + form.header);
    return new Element(tag, form.representation, form.length);
  }

  private Form form(int tag, byte[] head, boolean explicitVr, long start, long limit) {
    List<Form> forms = forms(head, explicitVr);
    if (forms.size() == 1) {
      return forms.get(0);
    }
    Form stated = forms.get(0);
    boolean sound = explicitVr && isStated(head);
    // After a long value, the next element is not checked.
    if (sound && stated.length > Short.MAX_VALUE && ends(stated, start, limit)) {
      return stated;
    }
    Fit asStated = fit(stated, tag, explicitVr, start, limit);
    if (asStated == Fit.STRONG || (sound && asStated == Fit.WEAK)) {
      return stated;
    }
    Optional<Form> weak = Optional.empty();
    for (Form form : forms) {
      Fit fit = fit(form, tag, explicitVr, start, limit);
      if (fit == Fit.STRONG) {
        return form;
      }
      weak = weak.isEmpty() && fit == Fit.WEAK ? Optional.of(form) : weak;
    }
    return sound ? stated : weak.orElse(stated);
  }

  private static boolean isStated(byte[] head) {
    return ValueRepresentation.of(head[4], head[5]).isPresent();
  }

  private List<Form> forms(byte[] head, boolean explicitVr) {
    ByteBuffer bytes = ByteBuffer.wrap(head).order(file.order());
    Optional<ValueRepresentation> known = ValueRepresentation.of(head[4], head[5]);
    ValueRepresentation stated = known.orElse(UNKNOWN);
    Form implicit = new Form(8, UNKNOWN, bytes.getInt(4) & 0xffffffffL);
    Form shortForm = new Form(8, stated, bytes.getShort(6) & 0xffff);
    List<Form> forms = new ArrayList<>();
    if (!explicitVr && known.isEmpty()) {
      return List.of(implicit);
    }
    boolean named = head[4] >= 'A' && head[4] <= 'Z' && head[5] >= 'A' && head[5] <= 'Z';
    boolean longFirst = known.isPresent() ? stated.longForm : named;
    forms.add(shortForm);
    if (head.length == HEADER) {
      forms.add(longFirst ? 0 : 1, new Form(HEADER, stated, bytes.getInt(8) & 0xffffffffL));
    }
    forms.add(explicitVr ? forms.size() : 0, implicit);
    return forms;
  }

  private static boolean ends(Form form, long start, long limit) {
    return form.length == UNDEFINED || start + form.header + form.length <= limit;
  }

  private Fit fit(Form form, int tag, boolean explicitVr, long start, long limit) {
    if (!ends(form, start, limit)) {
      return Fit.NONE;
    }
    long value = start + form.header;
    if (form.length == UNDEFINED) {
      return isItem(value, limit) ? Fit.STRONG : Fit.NONE;
    }
    long next = value + form.length;
    if (next == limit) {
      return Fit.STRONG;
    }
    if (limit - next < 8) {
      return Fit.NONE;
    }
    file.seek(next);
    byte[] head = file.peek(8);
    int nextTag = file.tag();
    long nextLength = file.u32();
    if (nextTag == ITEM_END || nextTag == SEQUENCE_END) {
      return nextLength == 0 ? Fit.STRONG : Fit.NONE;
    }
    if (nextTag == 0) {
      return nextLength == 0 ? Fit.WEAK : Fit.NONE;
    }
    if (Integer.compareUnsigned(nextTag, tag) <= 0) {
      return Fit.NONE;
    }
    if (isStated(head)) {
      return explicitVr ? Fit.STRONG : Fit.WEAK;
    }
    boolean fits = nextLength == UNDEFINED || nextLength <= limit - next - 8;
    return !fits ? Fit.NONE : explicitVr ? Fit.WEAK : Fit.STRONG;
  }

  private boolean isItem(long at, long limit) {
    if (limit - at < 8) {
      return false;
    }
    file.seek(at);
    int tag = file.tag();
    return tag == ITEM || tag == SEQUENCE_END;
  }
}
