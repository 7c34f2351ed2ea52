/**
 * In: a result. Out: the evidence for it: the outline on every frame as a video, the volume over
 * time, Grad-CAM at end-diastole and end-systole, and one self-contained report.
 *
 * <p>Invariant: the same evidence gives the same bytes.
 */
package org.echomotion.xai;
