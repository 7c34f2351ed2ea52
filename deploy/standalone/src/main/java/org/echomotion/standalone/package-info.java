/**
 * EchoMotion on one machine, as a library. The rooms: {@code directory} holds the data, {@code
 * certificate} secures the connections, {@code database}, {@code broker} and {@code signin} run
 * PostgreSQL, Kafka and Keycloak, and {@code platform} starts all of them and the five services. In
 * this package: what all rooms use. The Quarkus application is the module {@code cli}.
 *
 * <p>Invariants: everything listens on loopback only. Processes that a killed EchoMotion left
 * running are ended before a new start.
 */
package org.echomotion.standalone;
