package org.echomotion.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Packs byte planes as DICOM RLE, with literal runs, repeated runs and no-operation bytes. */
public final class RlePacker {

  private RlePacker() {}

  public static byte[] pack(byte[]... planes) {
    ByteBuffer header = DicomWriter.little(64);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    header.putInt(planes.length);
    for (byte[] plane : planes) {
      header.putInt(64 + body.size());
      plane(plane, body);
      if (body.size() % 2 == 1) {
        body.write(0);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.array());
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  private static void plane(byte[] plane, ByteArrayOutputStream body) {
    body.write(-128);
    int at = 0;
    while (at < plane.length) {
      int run = 1;
      while (run < 128 && at + run < plane.length && plane[at + run] == plane[at]) {
        run++;
      }
      body.write(run > 1 ? 1 - run : 0);
      body.write(plane[at]);
      at += run;
    }
  }
}
