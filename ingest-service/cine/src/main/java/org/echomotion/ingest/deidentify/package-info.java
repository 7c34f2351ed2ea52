/**
 * In: a decoded cine and its sector. Out: frames that may be shown and stored. They are cropped to
 * the sector, and pixels outside it are 0, so no burned-in name, date or trace remains.
 */
package org.echomotion.ingest.deidentify;
