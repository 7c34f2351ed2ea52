/**
 * Keycloak as a child process. In: a data directory and certificates. Out: a server for sign-in on
 * loopback, with the realm of EchoMotion.
 */
package org.echomotion.standalone.signin;
