/**
 * In: stored results. Out: answers to callers about a clip, a study, a cohort page by page, and
 * provisional results during an upload.
 *
 * <p>Invariant: no answer contains a withheld number.
 */
package org.echomotion.ef.api.answers;
