/**
 * The statements of a DICOM file about its cine. In: attributes. Out: spacing, position of the
 * picture, times, view and content, each with a remark if it is not stated directly.
 */
package org.echomotion.ingest.dicom.stated;
