/**
 * Pages that a reader can check and keep: of a clip, and of a study. In: the clip, its result and
 * the pictures, or a study's result and its clips. Out: {@code report.html} and {@code study.html},
 * which hold everything they show, ask no server for anything, and run no script; a study's page
 * links to its clips' reports. Every text in them is escaped; where there is no number they say why
 * instead of showing one.
 */
package org.echomotion.xai.report;
