/**
 * Labelled stills in, beating cines out: frames between the labelled end-diastole and end-systole
 * of a subject.
 */
package org.echomotion.ingest.dataset.beating;
