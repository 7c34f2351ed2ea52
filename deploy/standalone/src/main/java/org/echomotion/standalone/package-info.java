/**
 * EchoMotion on one machine: a data directory that one process holds, PostgreSQL and Kafka in it,
 * and the five services in this process or in five. A library: the Quarkus application is the
 * module {@code cli}. In: a data directory and ports. Out: a running {@link
 * org.echomotion.standalone.Platform} with its addresses.
 *
 * <p>Invariants: everything listens on loopback only; parts stop in the reverse order of their
 * start; processes left by a killed predecessor are ended before a new start.
 */
package org.echomotion.standalone;
