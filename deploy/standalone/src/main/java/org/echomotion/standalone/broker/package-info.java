/**
 * Kafka in this process. In: a data directory, certificates, and the services' passwords. Out: a
 * broker on loopback, with the topics, and with a user and rights for each service.
 */
package org.echomotion.standalone.broker;
