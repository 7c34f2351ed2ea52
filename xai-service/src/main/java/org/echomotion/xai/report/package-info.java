/**
 * One page that a reader can check and keep. In: the clip, its result and the pictures. Out: {@code
 * report.html}, which holds everything it shows, asks no server for anything, and runs no script.
 * Every text in it is escaped; where there is no number it says why instead of showing one.
 */
package org.echomotion.xai.report;
