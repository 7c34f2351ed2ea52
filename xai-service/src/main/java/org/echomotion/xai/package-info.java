/**
 * The fourth step of a cine's way: a result comes in, and what lets a reader check it goes out: the
 * outline on every frame as a video, the volume over time, Grad-CAM at end-diastole and
 * end-systole, and one self-contained report. The same evidence gives the same bytes.
 */
package org.echomotion.xai;
