/**
 * The whole product as users and operators run it: the command as a process, and the five services
 * on real PostgreSQL and Kafka, with and without faults.
 *
 * <p>Invariant: results are compared, and each test proves that its fault took effect.
 */
package org.echomotion.cli.endtoend;
