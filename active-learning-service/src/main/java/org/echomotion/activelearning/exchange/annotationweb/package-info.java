/**
 * annotationweb's YAML of database rows (E. Smistad et al., Annotation Web, IEEE IUS 2021;
 * github.com/smistad/annotationweb). In: key frames and their control points. Out: one label for
 * each key frame and image annotation.
 *
 * <p>Invariant: a whole number is the centre of a pixel, because annotationweb's exporters round
 * control points to pixels. A control point's {@code uncertain} is the not-seen flag.
 */
package org.echomotion.activelearning.exchange.annotationweb;
