package org.echomotion.ingest.store;

import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.remark.Remark;

/**
 * How a clip was recorded.
 *
 * @param times that the file states
 * @param picture empty in clips stored before it was measured
 * @param remarks how properties of the cine are known if the file does not state them directly
 */
public record ClipRecording(
    StatedTimes times, Optional<PictureMeasures> picture, List<Remark> remarks) {}
