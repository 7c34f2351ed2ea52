/** The errors of ef-service, one table for its steps and its edges. */
package org.echomotion.ef;
