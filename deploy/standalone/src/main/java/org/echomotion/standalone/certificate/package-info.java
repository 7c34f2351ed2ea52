/**
 * In: a data directory. Out: a certificate authority of this machine, the certificates of its
 * services, PostgreSQL, Kafka and Keycloak, and the trust in them.
 */
package org.echomotion.standalone.certificate;
