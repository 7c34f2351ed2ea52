/**
 * In: what is reported of a study or of a cohort. Out: CSV, FHIR R4, and the severity in a
 * guideline's words.
 *
 * <p>Invariant: reports name a patient by the pseudonymous study key only.
 */
package org.echomotion.ef.export;
