/**
 * Shared by the tests of all services: a real study store, and the check that methods state their
 * roles.
 */
package org.echomotion.testing;
