/**
 * In: the reported values of a study or a cohort. Out: CSV, FHIR R4, and the severity in a
 * guideline's words.
 *
 * <p>Invariant: reports identify a patient only by the pseudonymous study key.
 */
package org.echomotion.ef.export;
