package org.echomotion.ingest.store;

import java.util.UUID;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;

/**
 * A clip with stored blobs and no row yet.
 *
 * @param sha256 of the uploaded file, lower-case hex
 * @param plane 0 for the whole picture, 1 and 2 for the planes of a biplane picture
 */
public record NewClip(
    UUID id,
    String sha256,
    int plane,
    SourceFormat format,
    EchoView view,
    ViewSource viewSource,
    int frameCount,
    double frameRateHz,
    Geometry geometry,
    ClipRecording recording,
    String preprocessingVersion,
    Arrival arrival) {}
