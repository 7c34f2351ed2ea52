/**
 * What a DICOM file states about its cine. In: attributes. Out: spacing, place of the picture,
 * times, view and content, each with a remark if it is not simply stated.
 */
package org.echomotion.ingest.dicom.stated;
