package org.echomotion.ingest.dicom.pixels;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.FrameCollector;
import org.echomotion.ingest.decode.ScratchFile;
import org.echomotion.ingest.dicom.parse.DicomFile;
import org.echomotion.ingest.dicom.parse.FileWindow;
import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.ingest.video.VideoFrames;
import org.echomotion.remark.Remark;

/**
 * A video as pixel data (DICOM PS3.5, annex A.4.5 to A.4.7): its fragments together are one
 * elementary stream, transport stream or MP4 file. Only the fragments are copied to a temporary
 * file for decoding, no other attribute.
 */
public final class EncapsulatedVideo {

  private static final int BUFFER = 1 << 20;

  private EncapsulatedVideo() {}

  /**
   * Decodes the video.
   *
   * @param path the DICOM file
   * @param file the same file, inflated if it was deflated
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE}, also if the frames do not
   *     have the stated size, {@code UNSUPPORTED}, {@code TOO_FEW_FRAMES} or {@code TOO_LARGE}
   */
  public static VideoFrames decode(
      Path path, FileWindow file, DicomFile parsed, ImageDescription image, DecodeLimits limits)
      throws IOException {
    try (ScratchFile video = ScratchFile.beside(path)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(video.path()))) {
        for (Fragments.Extent piece : Fragments.of(file, parsed.pixels(), limits).pieces()) {
          file.seek(piece.start());
          for (long left = piece.length(); left > 0; left -= Math.min(left, BUFFER)) {
            out.write(file.bytes(Math.min(left, BUFFER)));
          }
        }
      }
      VideoFrames decoded = VideoFrames.of(video.path(), limits);
      FrameCollector frames = decoded.frames();
      if (frames.sourceRows() != image.rows() || frames.sourceColumns() != image.columns()) {
        throw Refusal.unreadable("its video is not of the stated size");
      }
      List<Remark> remarks = new ArrayList<>(decoded.remarks());
      remarks.addAll(FrameIndex.countRemarks(image.statedFrames(), frames.count()));
      return new VideoFrames(frames, decoded.pixelAspect(), remarks);
    }
  }
}
