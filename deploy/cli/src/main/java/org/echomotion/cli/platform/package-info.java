/**
 * The commands {@code up}, {@code login} and {@code benchmark}, and the session with a platform
 * that all other commands use.
 *
 * <p>In: a data directory or the address of a server. Out: a {@link
 * org.echomotion.cli.platform.Session} with clients of all services.
 */
package org.echomotion.cli.platform;
