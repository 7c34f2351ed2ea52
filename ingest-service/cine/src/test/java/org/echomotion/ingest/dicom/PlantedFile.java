package org.echomotion.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;

/** The sample cine with personal details in every place that a file has for them. */
public final class PlantedFile {

  /** Part of every planted text. */
  public static final String MARK = "QZXPLANT";

  /** Planted where only a date or digits may stand. */
  public static final List<String> DATES = List.of("19310415", "083917.731");

  private int planted;

  private PlantedFile() {}

  private String next(String before) {
    return before + MARK + planted++;
  }

  /** DICOM: standard, nested, private and repeated attributes (PS3.15, table E.1-1). */
  public static byte[] dicom(Path sample) {
    PlantedFile plant = new PlantedFile();
    Cine cine = new DicomDecoder().decode(sample, DecodeLimits.DEFAULT);
    DicomWriter nested =
        DicomWriter.file(DicomWriter.EXPLICIT)
            .item()
            .text(0x0008_0050, "SH", plant.next(""))
            .text(0x0010_0010, "PN", plant.next("Nested^"))
            .sequence(
                0x0040_0275,
                true,
                DicomWriter.file(DicomWriter.EXPLICIT)
                    .item()
                    .text(0x0040_0007, "LO", plant.next("Inner ")));
    return DicomWriter.file(DicomWriter.EXPLICIT)
        .text(0x0008_0018, "UI", "2.25.19310415")
        .text(0x0008_0020, "DA", DATES.get(0))
        .text(0x0008_0030, "TM", DATES.get(1))
        .text(0x0008_0050, "SH", plant.next(""))
        .text(0x0008_0080, "LO", plant.next("Hospital "))
        .text(0x0008_0081, "ST", plant.next("Street "))
        .text(0x0008_0090, "PN", plant.next("Referring^"))
        .text(0x0008_1010, "SH", plant.next(""))
        .text(0x0008_1030, "LO", plant.next("Study of "))
        .text(0x0008_103E, "LO", plant.next("Series of "))
        .text(0x0008_1070, "PN", plant.next("Operator^"))
        .sequence(0x0008_1140, true, nested)
        .text(0x0009_0010, "LO", plant.next("Creator "))
        .text(0x0009_1001, "LO", plant.next("Private "))
        .text(0x0010_0010, "PN", plant.next("Doe^"))
        .text(0x0010_0020, "LO", plant.next("MRN"))
        .text(0x0010_0030, "DA", DATES.get(0))
        .text(0x0010_1000, "LO", plant.next("Other "))
        .text(0x0010_1040, "LO", plant.next("Home "))
        .text(0x0010_2154, "SH", plant.next("+49"))
        .text(0x0010_4000, "LT", plant.next("Patient comment "))
        .text(0x0018_1000, "LO", plant.next("Serial "))
        .text(0x0018_1030, "LO", plant.next("Protocol "))
        .text(0x0018_1063, "DS", Double.toString(1000 / cine.frameRateHz()))
        .text(0x0020_000D, "UI", "2.25.19310415")
        .text(0x0020_4000, "LT", plant.next("Image comment "))
        .image("MONOCHROME2", 1, cine.frames().size(), cine.rows(), cine.columns(), 8)
        .pixels(cine.frames().toArray(byte[][]::new))
        .bytes();
  }

  /** MP4 with personal details in the metadata of the container and of the stream. */
  public static void mp4(Path sample, Path file) throws IOException {
    PlantedFile plant = new PlantedFile();
    Cine cine = new DicomDecoder().decode(sample, DecodeLimits.DEFAULT);
    int rows = cine.rows() / 2 * 2;
    int columns = cine.columns() / 2 * 2;
    try (FFmpegFrameRecorder video = new FFmpegFrameRecorder(file.toFile(), columns, rows)) {
      video.setFormat("mp4");
      video.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
      video.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
      // MPEG-4 takes fractions with small numbers only.
      video.setFrameRate(Math.rint(cine.frameRateHz()));
      video.setVideoQuality(2);
      for (String key : List.of("title", "artist", "comment", "description", "synopsis")) {
        video.setMetadata(key, plant.next("Video "));
      }
      video.setVideoMetadata("handler_name", plant.next("Stream "));
      video.start();
      for (byte[] pixels : cine.frames()) {
        try (Frame frame = new Frame(columns, rows, Frame.DEPTH_UBYTE, 1)) {
          ByteBuffer row = (ByteBuffer) frame.image[0];
          for (int y = 0; y < rows; y++) {
            row.position(y * frame.imageStride);
            row.put(pixels, y * cine.columns(), columns);
          }
          row.position(0);
          video.record(frame, avutil.AV_PIX_FMT_GRAY8);
        }
      }
    }
  }

  /** All texts that must be found nowhere: the mark, the dates, and the mark as hexadecimal. */
  public static List<String> texts() {
    List<String> texts = new ArrayList<>(DATES);
    texts.add(MARK);
    StringBuilder hex = new StringBuilder();
    for (byte b : MARK.getBytes(StandardCharsets.US_ASCII)) {
      hex.append(String.format("%02x", b));
    }
    texts.add(hex.toString());
    return texts;
  }
}
