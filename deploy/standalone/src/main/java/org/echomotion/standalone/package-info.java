/**
 * EchoMotion on one machine, as a library. The data directory belongs to one process and contains
 * PostgreSQL and Kafka. The five services run in this process or in five. In: a data directory and
 * ports. Out: a running {@link org.echomotion.standalone.Platform} with its addresses. The Quarkus
 * application is the module {@code cli}.
 *
 * <p>Invariants: everything listens on loopback only. Parts stop in the reverse order of their
 * start. Processes left by a killed predecessor are ended before a new start.
 */
package org.echomotion.standalone;
