/**
 * Stored results in, answers for callers out: of a clip, of a study, of a cohort page by page, and
 * provisional ones during an upload.
 *
 * <p>Invariant: a withheld number is in no answer.
 */
package org.echomotion.ef.api.answers;
