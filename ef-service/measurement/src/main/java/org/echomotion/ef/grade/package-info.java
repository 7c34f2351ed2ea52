/**
 * An ejection fraction and the patient's sex in, the grade of left-ventricular function out (Lang
 * et al., ASE/EACVI 2015).
 */
package org.echomotion.ef.grade;
