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
 */
public record NewClip(
    UUID id,
    String sha256,
    SourceFormat format,
    EchoView view,
    ViewSource viewSource,
    int frameCount,
    double frameRateHz,
    Geometry geometry,
    ClipRecording recording,
    String preprocessingVersion) {}
