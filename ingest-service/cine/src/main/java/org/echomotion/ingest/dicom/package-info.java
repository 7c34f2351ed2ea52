/**
 * A DICOM Part 10 file in, its pixels and calibration out, by a small reader of our own. Only the
 * attributes on {@code Attribute}'s list are ever read into an object: who the patient is is
 * skipped over in the file, so it cannot leak from here.
 */
package org.echomotion.ingest.dicom;
