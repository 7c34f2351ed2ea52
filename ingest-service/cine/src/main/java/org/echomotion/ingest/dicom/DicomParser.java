package org.echomotion.ingest.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a Part 10 file (DICOM PS3.10, section 7; PS3.5, sections 7.1 and 7.5) up to its pixel data
 * and takes the {@link Attribute}s along. Stops for nothing that a header may lie about: lengths
 * are held against the file's length, nesting against a bound.
 */
final class DicomParser {

  private static final int PREAMBLE = 128;
  private static final int PREFIX = 'D' | 'I' << 8 | 'C' << 16 | 'M' << 24;
  private static final int ITEM = 0xFFFE_E000;
  private static final int ITEM_END = 0xFFFE_E00D;
  private static final int SEQUENCE_END = 0xFFFE_E0DD;
  private static final int PIXEL_DATA = 0x7FE0_0010;
  private static final long UNDEFINED = 0xffffffffL;

  /** Real files nest about 5 deep. */
  private static final int MAX_DEPTH = 32;

  /** The longest value read is a palette of 65,536 words of 2 bytes. */
  private static final int MAX_VALUE = 1 << 17;

  /** Real files state fewer than 10 regions and 1 view, and a functional group for each frame. */
  private static final int MAX_ITEMS = 10_000;

  private static final Set<String> LONG_FORM =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final FileWindow file;

  private DicomParser(FileWindow file) {
    this.file = file;
  }

  /**
   * Reads everything before the pixels.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} or {@code UNSUPPORTED}
   */
  static DicomFile parse(FileWindow file) {
    return new DicomParser(file).parse();
  }

  private DicomFile parse() {
    file.seek(PREAMBLE);
    if (file.u32() != (PREFIX & 0xffffffffL)) {
      throw Refusal.unreadable("it lacks the mark DICM");
    }
    DataSet attributes = new DataSet();
    while (file.remaining() > 1 && nextGroup() == 2) {
      Element element = element(true);
      takeOrSkip(element, true, attributes, 0);
    }
    TransferSyntax syntax =
        TransferSyntax.ofUid(
            attributes
                .text(Attribute.TRANSFER_SYNTAX_UID)
                .orElseThrow(() -> Refusal.unreadable("it does not state its transfer syntax")));
    while (file.remaining() > 0) {
      Element element = element(syntax.explicitVr);
      if (element.tag == PIXEL_DATA) {
        return new DicomFile(syntax, attributes, file.position(), element.length);
      }
      takeOrSkip(element, syntax.explicitVr, attributes, 0);
    }
    throw Refusal.unreadable("it holds no pixel data");
  }

  private int nextGroup() {
    int group = file.u16();
    file.seek(file.position() - 2);
    return group;
  }

  /** An element's header; {@code unknown} where its value representation is UN. */
  private record Element(int tag, long length, boolean unknown) {}

  private Element element(boolean explicitVr) {
    int tag = file.tag();
    if (!explicitVr || tag >>> 16 == 0xFFFE) {
      return new Element(tag, file.u32(), false);
    }
    int vr = file.u16();
    char first = (char) (vr & 0xff);
    char second = (char) (vr >>> 8);
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
      throw Refusal.unreadable("an element has no value representation");
    }
    String name = "" + first + second;
    if (!LONG_FORM.contains(name)) {
      return new Element(tag, file.u16(), false);
    }
    file.skip(2);
    return new Element(tag, file.u32(), name.equals("UN"));
  }

  private void takeOrSkip(Element element, boolean explicitVr, DataSet into, int depth) {
    // A value of unknown representation and undefined length is an implicit VR sequence (PS3.5
    // 6.2.2).
    boolean explicitInside = explicitVr && !element.unknown;
    Optional<Attribute> known = Attribute.ofTag(element.tag);
    if (known.isPresent() && known.get().kind == Attribute.Kind.SEQUENCE) {
      into.put(known.get(), sequence(element.length, explicitInside, depth, true));
    } else if (element.length == UNDEFINED) {
      sequence(UNDEFINED, explicitInside, depth, false);
    } else if (known.isPresent()) {
      if (element.length > MAX_VALUE) {
        throw Refusal.unreadable("a value is longer than such values can be");
      }
      into.put(known.get(), file.bytes(element.length));
    } else {
      file.skip(element.length);
    }
  }

  /** Reads (or, unless {@code keep}, only walks) a sequence's items. */
  private List<DataSet> sequence(long length, boolean explicitVr, int depth, boolean keep) {
    if (depth >= MAX_DEPTH) {
      throw Refusal.unreadable("its sequences are nested too deeply");
    }
    long end = end(length);
    List<DataSet> items = new ArrayList<>();
    while (file.position() < end) {
      int tag = file.tag();
      long itemLength = file.u32();
      if (tag == SEQUENCE_END && length == UNDEFINED) {
        return items;
      }
      if (tag != ITEM) {
        throw Refusal.unreadable("a sequence holds something other than items");
      }
      if (!keep && itemLength != UNDEFINED) {
        file.skip(itemLength);
        continue;
      }
      DataSet item = new DataSet();
      item(itemLength, explicitVr, item, depth + 1, keep);
      if (keep && items.size() == MAX_ITEMS) {
        throw Refusal.unreadable("a sequence has too many items");
      }
      if (keep) {
        items.add(item);
      }
    }
    if (length == UNDEFINED) {
      throw Refusal.truncated();
    }
    return items;
  }

  private void item(long length, boolean explicitVr, DataSet into, int depth, boolean keep) {
    long end = end(length);
    while (file.position() < end) {
      Element element = element(explicitVr);
      if (element.tag == ITEM_END && length == UNDEFINED) {
        return;
      }
      if (keep) {
        takeOrSkip(element, explicitVr, into, depth);
      } else if (element.length == UNDEFINED) {
        sequence(UNDEFINED, explicitVr && !element.unknown, depth, false);
      } else {
        file.skip(element.length);
      }
    }
    if (length == UNDEFINED) {
      throw Refusal.truncated();
    }
  }

  private long end(long length) {
    if (length == UNDEFINED) {
      return file.length();
    }
    if (length > file.remaining()) {
      throw Refusal.truncated();
    }
    return file.position() + length;
  }
}
