/**
 * The whole product as its users and operators meet it: the command as a process, and the five
 * services on real PostgreSQL and Kafka, undisturbed and under faults. Results are compared, and
 * each fault has to prove that it bit.
 */
package org.echomotion.cli.endtoend;
