package org.echomotion.ef.quality;

import java.util.List;
import java.util.Optional;
import org.echomotion.ef.beats.Regularity;
import org.echomotion.remark.Remark;

/**
 * The basis for grading a result.
 *
 * @param averagedBeats number of averaged beats
 * @param completeBeats number of averaged beats that are complete
 * @param regularity of the rhythm; it determines how many beats an average needs
 * @param beatSpreadPoints largest minus smallest ejection fraction of the averaged beats
 * @param lengthSpreadShare longest minus shortest long axis at end-diastole of the averaged beats,
 *     over the longest. Above 0.1, some beats are foreshortened or their outlines differ
 * @param shortestIsRounder whether the apex is rounder on the beat with the shortest axis than on
 *     the beat with the longest. If so, the imaging plane misses the apex
 * @param contourSdPoints standard deviation of the ejection fraction from the outlines' uncertainty
 * @param jitterShare frame-to-frame jitter of the volume over the mean volume
 * @param droppedShare share of frames without a usable outline, 0 to 1
 * @param borderShare share of frames with the outline at the frame's edge, 0 to 1
 * @param frameRateHz frames per second
 * @param picture measures of gain and sector; empty if not measured
 * @param remarks how properties of the cine were found if the file does not state them directly
 */
public record QualityEvidence(
    int averagedBeats,
    int completeBeats,
    Regularity regularity,
    double beatSpreadPoints,
    double lengthSpreadShare,
    boolean shortestIsRounder,
    double contourSdPoints,
    double jitterShare,
    double droppedShare,
    double borderShare,
    double frameRateHz,
    Optional<PictureMeasures> picture,
    List<Remark> remarks) {}
