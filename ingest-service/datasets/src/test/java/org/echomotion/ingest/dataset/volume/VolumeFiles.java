package org.echomotion.ingest.dataset.volume;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small volumes by the formats' definitions. */
public final class VolumeFiles {

  private VolumeFiles() {}

  /** {@code stem.mhd} and {@code stem.raw}, uint8. */
  public static void metaImage(
      Path folder, String stem, byte[] pixels, int rows, int columns, double rowMm, double columnMm)
      throws IOException {
    Files.write(folder.resolve(stem + ".raw"), pixels);
    Files.writeString(
        folder.resolve(stem + ".mhd"),
        header(rows, columns, "MET_UCHAR", stem + ".raw")
            + "ElementSpacing = "
            + columnMm
            + " "
            + rowMm
            + " 1.54\n");
  }

  static String header(int rows, int columns, String type, String samples) {
    return """
        ObjectType = Image
        NDims = 3
        BinaryData = True
        BinaryDataByteOrderMSB = False
        CompressedData = False
        DimSize = %d %d 1
        ElementNumberOfChannels = 1
        ElementType = %s
        ElementDataFile = %s
        """
        .formatted(columns, rows, type, samples);
  }

  /** The header and four bytes that say that no extension follows. */
  static ByteBuffer niftiHeader(ByteOrder order, int type, int columns, int rows, int frames) {
    ByteBuffer header = ByteBuffer.allocate(352).order(order);
    header.putInt(0, 348);
    short[] dim = {3, (short) columns, (short) rows, (short) frames, 1, 1, 1, 1};
    for (int i = 0; i < dim.length; i++) {
      header.putShort(40 + 2 * i, dim[i]);
    }
    header.putShort(70, (short) type);
    float[] pixdim = {1, 0.5f, 0.25f, 1};
    for (int i = 0; i < pixdim.length; i++) {
      header.putFloat(76 + 4 * i, pixdim[i]);
    }
    header.putFloat(108, 352);
    header.put(123, (byte) 2);
    header.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    return header;
  }

  /** {@code .nii.gz} of uint8 frames, 0.5 mm from column to column and 0.25 from row to row. */
  public static void nifti(Path file, byte[][] frames, int rows, int columns) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(niftiHeader(ByteOrder.LITTLE_ENDIAN, 2, columns, rows, frames.length).array());
    for (byte[] frame : frames) {
      bytes.write(frame);
    }
    packed(file, bytes.toByteArray());
  }

  static void packed(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
  }
}
