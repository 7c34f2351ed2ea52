/**
 * In: a DICOM file. Out: its pixels and calibration, read by a small reader of our own. If the
 * bytes contradict the file's statements, the bytes decide. A remark reports it if a number depends
 * on it.
 *
 * <p>Invariant: only the attributes listed in {@code Attribute} are read. The patient's identity is
 * skipped in the file, so it cannot leak.
 */
package org.echomotion.ingest.dicom;
