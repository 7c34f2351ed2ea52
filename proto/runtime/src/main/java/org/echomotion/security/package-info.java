/**
 * Access control: the roles of every gRPC method and REST resource, the single local user of a
 * desktop installation, and the rule that a service without authentication listens on loopback
 * only.
 */
package org.echomotion.security;
