/**
 * In: a DICOM Part 10 file. Out: its pixels and calibration, read by a small reader of our own.
 *
 * <p>Invariant: only the attributes listed in {@code Attribute} are read. The patient's identity is
 * skipped in the file, so it cannot leak.
 */
package org.echomotion.ingest.dicom;
