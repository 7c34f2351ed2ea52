/**
 * A decoded cine and its sector in, frames fit to be shown and stored out: cropped to the sector,
 * and 0 wherever the sector is not, so that no burned-in name, date or trace is left.
 */
package org.echomotion.ingest.deidentify;
