package org.echomotion.ingest.dicom.parse;

import static org.echomotion.ingest.dicom.parse.ElementReader.ITEM;
import static org.echomotion.ingest.dicom.parse.ElementReader.ITEM_END;
import static org.echomotion.ingest.dicom.parse.ElementReader.SEQUENCE_END;
import static org.echomotion.ingest.dicom.parse.ElementReader.UNDEFINED;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.echomotion.ingest.dicom.parse.ElementReader.Element;

/**
 * Reads a DICOM file (PS3.10, section 7; PS3.5, sections 7.1 and 7.5) up to its pixel data and
 * keeps the {@link Attribute}s. The encoding of a data set and of each sequence item is detected
 * from the bytes, because files misstate it. Lengths are checked against the file's length; nesting
 * and the number of items are limited.
 */
public final class DicomParser {

  private static final int PIXEL_DATA = 0x7FE0_0010;
  private static final int META_GROUP = 2;

  /** Real files nest about 5 deep. */
  private static final int MAX_DEPTH = 32;

  /** The longest value read is a palette of 65,536 words of 2 bytes. */
  private static final int MAX_VALUE = 1 << 17;

  /** Limit of the items of all sequences together: a file has at most about 2 per frame. */
  private static final int MAX_ITEMS = 20_000;

  private final FileWindow file;
  private final ElementReader elements;
  private int items;

  private DicomParser(FileWindow file) {
    this.file = file;
    this.elements = new ElementReader(file);
  }

  /**
   * Reads everything before the pixels.
   *
   * @param content checks the attributes, also of a file without pixels
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED} or
   *     {@code NOT_A_CINE}
   */
  public static DicomFile parse(FileWindow file, Consumer<DataSet> content) {
    return new DicomParser(file).parse(metaOf(file), content);
  }

  /** Reads the meta information (group 2) and stops after it. */
  static DataSet metaOf(FileWindow file) {
    file.seek(0);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.seek(
        FileStart.of(file.peek(256))
            .orElseThrow(() -> Refusal.unreadable("it does not begin like a DICOM file")));
    return new DicomParser(file).meta();
  }

  private DataSet meta() {
    DataSet meta = new DataSet();
    boolean explicitVr = encoding(true, ByteOrder.LITTLE_ENDIAN).explicitVr();
    while (file.remaining() > 1 && nextGroup() == META_GROUP) {
      takeOrSkip(elements.next(explicitVr, file.length()), explicitVr, meta, 0, file.length());
    }
    return meta;
  }

  private DicomFile parse(DataSet attributes, Consumer<DataSet> content) {
    Optional<TransferSyntax> syntax =
        attributes.text(Attribute.TRANSFER_SYNTAX_UID).map(TransferSyntax::ofUid);
    TransferSyntax.Form form =
        syntax.map(stated -> stated.form).orElse(TransferSyntax.Form.EXPLICIT);
    FileStart.Encoding encoding =
        encoding(
            form != TransferSyntax.Form.IMPLICIT,
            form == TransferSyntax.Form.BIG_ENDIAN
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN);
    file.order(encoding.order());
    while (file.remaining() >= 8) {
      Element element = elements.next(encoding.explicitVr(), file.length());
      if (element.tag() == PIXEL_DATA) {
        content.accept(attributes);
        boolean packed = syntax.filter(stated -> stated.packing != Packing.NONE).isPresent();
        boolean items = packed && itemOrder().isPresent();
        boolean words = element.representation() != ValueRepresentation.OB;
        return new DicomFile(
            syntax,
            attributes,
            new DicomFile.PixelData(
                file.position(),
                items ? DicomFile.ENCAPSULATED : element.length(),
                encoding.order() == ByteOrder.BIG_ENDIAN,
                words));
      }
      takeOrSkip(element, encoding.explicitVr(), attributes, 0, file.length());
    }
    content.accept(attributes);
    throw Refusal.unreadable("it holds no pixel data");
  }

  private FileStart.Encoding encoding(boolean explicitVr, ByteOrder order) {
    return FileStart.encoding(file.peek(8), new FileStart.Encoding(explicitVr, order));
  }

  private int nextGroup() {
    int group = file.u16();
    file.seek(file.position() - 2);
    return group;
  }

  private void takeOrSkip(
      Element element, boolean explicitVr, DataSet into, int depth, long limit) {
    Optional<Attribute> known = Attribute.ofTag(element.tag());
    boolean keep = known.isPresent() && known.get().kind == Attribute.Kind.SEQUENCE;
    Optional<ByteOrder> items = itemOrder();
    if (element.length() == UNDEFINED || (keep && items.isPresent())) {
      ByteOrder outer = file.order();
      file.order(items.orElse(outer));
      List<DataSet> sequence = sequence(element.length(), explicitVr, depth, limit, keep);
      file.order(outer);
      if (keep) {
        into.put(known.get(), sequence);
      }
    } else if (known.isPresent() && !keep) {
      if (element.length() > MAX_VALUE) {
        throw Refusal.unreadable("a value is too long");
      }
      byte[] bytes = file.bytes(element.length());
      into.put(known.get(), Value.of(element.representation(), bytes, file.order(), known.get()));
    } else {
      file.skip(element.length());
    }
  }

  /** The byte order of the item that begins here; empty if no item begins here. */
  private Optional<ByteOrder> itemOrder() {
    int tag = ByteBuffer.wrap(Arrays.copyOf(file.peek(4), 4)).getInt();
    return switch (tag) {
      case ITEM -> Optional.of(ByteOrder.BIG_ENDIAN);
      case 0xFEFF_00E0 -> Optional.of(ByteOrder.LITTLE_ENDIAN);
      default -> Optional.empty();
    };
  }

  /**
   * Reads a sequence's items, or only skips them unless {@code keep} is set. The delimiter may be
   * missing or zero; the sequence then ends after its last item.
   */
  private List<DataSet> sequence(
      long length, boolean explicitVr, int depth, long limit, boolean keep) {
    if (depth == MAX_DEPTH) {
      throw Refusal.unreadable("its sequences are nested too deeply");
    }
    long end = end(length, limit);
    List<DataSet> sequence = new ArrayList<>();
    while (file.position() < end) {
      long start = file.position();
      int tag = file.tag();
      long itemLength = file.u32();
      if (length == UNDEFINED && (tag == SEQUENCE_END || tag == 0)) {
        return sequence;
      }
      if (tag != ITEM) {
        if (length != UNDEFINED) {
          throw Refusal.unreadable("a sequence holds something other than items");
        }
        file.seek(start);
        return sequence;
      }
      if (!keep && itemLength != UNDEFINED) {
        file.skip(itemLength);
        continue;
      }
      DataSet item = new DataSet();
      item(itemLength, explicitVr, item, depth + 1, end, keep);
      if (keep && ++items > MAX_ITEMS) {
        throw Refusal.unreadable("its sequences have too many items");
      }
      if (keep) {
        sequence.add(item);
      }
    }
    if (length == UNDEFINED) {
      throw Refusal.truncated();
    }
    return sequence;
  }

  /** An item's encoding may differ from that of the data set around it (PS3.5, section 6.2.2). */
  private void item(
      long length, boolean explicitVr, DataSet into, int depth, long limit, boolean keep) {
    long end = end(length, limit);
    boolean explicitInside =
        end - file.position() >= 8 ? encoding(explicitVr, file.order()).explicitVr() : explicitVr;
    while (file.position() < end) {
      long start = file.position();
      Element element = elements.next(explicitInside, end);
      if (length == UNDEFINED) {
        if (element.tag() == ITEM_END || element.tag() == 0) {
          return;
        }
        if (element.tag() == ITEM || element.tag() == SEQUENCE_END) {
          file.seek(start);
          return;
        }
      }
      if (keep) {
        takeOrSkip(element, explicitInside, into, depth, end);
      } else if (element.length() == UNDEFINED) {
        sequence(UNDEFINED, explicitInside, depth, end, false);
      } else {
        file.skip(element.length());
      }
    }
    if (length == UNDEFINED) {
      throw Refusal.truncated();
    }
  }

  private long end(long length, long limit) {
    if (length == UNDEFINED) {
      return limit;
    }
    if (length > limit - file.position()) {
      throw Refusal.truncated();
    }
    return file.position() + length;
  }
}
