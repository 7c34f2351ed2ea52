/**
 * The command line. A command is parsed before anything is started, does its work by gRPC against a
 * platform on this machine or one that {@code --server} names, and ends with an exit code of {@link
 * org.echomotion.cli.terminal.ExitCode}. Results go to standard output, all else to standard error.
 */
package org.echomotion.cli;
