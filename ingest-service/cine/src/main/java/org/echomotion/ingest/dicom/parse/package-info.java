/**
 * Parsing of DICOM files (PS3.5, PS3.10). In: bytes, also of files that misstate their encoding.
 * Out: the supported {@link org.echomotion.ingest.dicom.parse.Attribute}s and the position of the
 * pixels. Nothing that identifies a patient is read.
 */
package org.echomotion.ingest.dicom.parse;
