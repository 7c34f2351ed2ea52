/**
 * The form of a DICOM file (PS3.5, PS3.10). In: bytes, also of files whose form is not quite what
 * they state. Out: the {@link org.echomotion.ingest.dicom.parse.Attribute}s that are read at all,
 * and where the pixels are. Nothing that identifies a patient is read.
 */
package org.echomotion.ingest.dicom.parse;
