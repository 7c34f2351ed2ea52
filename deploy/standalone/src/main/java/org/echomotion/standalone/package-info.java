/**
 * EchoMotion on one machine, as a library. The data directory is used by one process at a time and
 * contains the data of PostgreSQL and Kafka. The five services run in this process, or in one
 * process each. In: a data directory and ports. Out: a running {@link
 * org.echomotion.standalone.Platform} with its addresses. The Quarkus application is the module
 * {@code cli}.
 *
 * <p>Invariants: everything listens on loopback only. Parts stop in the reverse order of their
 * start. Processes that a killed EchoMotion left running are ended before a new start.
 */
package org.echomotion.standalone;
