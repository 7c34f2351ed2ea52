/**
 * What clinicians ask on the workbench. In: requests about studies and models, and cines. Out: what
 * the other services answer to the caller's token, with their errors as they are.
 *
 * <p>Invariant: no file is held in memory as a whole.
 */
package org.echomotion.activelearning.api.study;
