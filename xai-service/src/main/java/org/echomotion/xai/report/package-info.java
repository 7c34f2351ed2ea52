/**
 * Pages of a clip and of a study. In: the clip, its result and the pictures; or a study's result
 * and its clips. Out: {@code report.html} and {@code study.html}. A study's page links to its
 * clips' reports.
 *
 * <p>Invariant: pages are self-contained, load nothing from a server and run no script. All text is
 * escaped. A missing number is replaced by its reason.
 */
package org.echomotion.xai.report;
