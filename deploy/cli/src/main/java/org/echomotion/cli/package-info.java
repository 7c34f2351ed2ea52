/**
 * The command line, and the Quarkus application that runs all services in one process; {@link
 * org.echomotion.cli.EchoMotion} is its main class and lists the commands. Commands are in the
 * packages analyze, data, model, accuracy and platform.
 *
 * <p>A command is parsed before anything starts. It starts a platform on this machine, or uses the
 * one of {@code --server}, and ends with an exit code of {@link
 * org.echomotion.cli.terminal.ExitCode}. Results go to standard output, everything else to standard
 * error.
 */
package org.echomotion.cli;
