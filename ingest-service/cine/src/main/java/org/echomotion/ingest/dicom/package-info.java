/**
 * In: a DICOM file. Out: its pixels and calibration, read by a small reader of our own. The bytes
 * decide where the file misstates itself, and a remark says where a number depends on that.
 *
 * <p>Invariant: only the attributes listed in {@code Attribute} are read. The patient's identity is
 * skipped in the file, so it cannot leak.
 */
package org.echomotion.ingest.dicom;
