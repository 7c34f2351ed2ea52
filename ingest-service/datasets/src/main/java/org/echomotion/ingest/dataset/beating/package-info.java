/**
 * In: labelled stills. Out: beating cines, with frames between a subject's labelled end-diastole
 * and end-systole.
 */
package org.echomotion.ingest.dataset.beating;
