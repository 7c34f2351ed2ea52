/**
 * In: an ejection fraction and the patient's sex. Out: the grade of left-ventricular function (Lang
 * et al., ASE/EACVI 2015).
 */
package org.echomotion.ef.grade;
