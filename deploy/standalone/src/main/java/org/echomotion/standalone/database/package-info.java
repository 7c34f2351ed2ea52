/**
 * PostgreSQL as a child process. In: a data directory and certificates. Out: the study store on
 * loopback, with a role for each service; and a view of it that changes nothing.
 *
 * <p>Invariant: existing data is never deleted. What is missing or unknown stops the start.
 */
package org.echomotion.standalone.database;
