package org.echomotion.ingest.store;

import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.remark.Remark;

/**
 * How a clip was recorded.
 *
 * @param times stated by the file
 * @param picture empty for clips stored before it was measured
 * @param remarks basis of those properties of the cine that the file does not state directly
 */
public record ClipRecording(
    StatedTimes times, Optional<PictureMeasures> picture, List<Remark> remarks) {}
