package org.echomotion.cli.terminal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.RetryHint;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Converts an exception to one sentence for the user and an exit code. */
public final class Failures implements IExecutionExceptionHandler {

  private static final String LOGIN = "echomotion login";
  private static final Logger LOG = Logger.getLogger(Failures.class);

  private final StopSignal stop;

  public Failures(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public int handleExecutionException(Exception given, CommandLine command, ParseResult parsed) {
    Exception failure = reason(given);
    PrintWriter err = command.getErr();
    if (stop.isReceived()) {
      err.println("Stopped.");
      return stop.exitCode();
    }
    LOG.error("The command failed", failure);
    if (failure instanceof EchoMotionException known) {
      err.println(known.getMessage());
      return known.code().grpcStatus() == Status.Code.INVALID_ARGUMENT
          ? ExitCode.UNREADABLE
          : ExitCode.NO_PLATFORM;
    }
    if (failure instanceof StatusRuntimeException call) {
      if (isOfTls(call)) {
        err.println(
            "The server's certificate is not trusted, or the server does not use TLS. Name the file"
                + " of its certificate authority with --ca or ECHOMOTION_CA.");
        return ExitCode.NO_PLATFORM;
      }
      return ofCall(call.getStatus(), err);
    }
    if ((failure instanceof UncheckedIOException ? failure.getCause() : failure)
        instanceof IOException file) {
      err.println(words(file));
      return ExitCode.UNREADABLE;
    }
    if (failure instanceof IllegalArgumentException) {
      err.println(failure.getMessage());
      return ExitCode.USAGE;
    }
    err.println("EchoMotion failed: " + failure);
    return ExitCode.FAILED;
  }

  /** Returns why the platform ended, which its close reports, or else {@code given}. */
  private static Exception reason(Exception given) {
    return Stream.of(given.getSuppressed())
        .filter(EchoMotionException.class::isInstance)
        .map(EchoMotionException.class::cast)
        .findFirst()
        .<Exception>map(known -> known)
        .orElse(given);
  }

  private static boolean isOfTls(StatusRuntimeException call) {
    return call.getStatus().getCode() == Status.Code.UNAVAILABLE
        && Stream.<@Nullable Throwable>iterate(
                call.getStatus().getCause(), Objects::nonNull, Throwable::getCause)
            .anyMatch(SSLException.class::isInstance);
  }

  /** Returns what is wrong with a file. The messages of the JDK's exceptions are only its path. */
  public static String words(IOException failure) {
    if (failure instanceof NoSuchFileException absent) {
      return absent.getFile() + ": there is no such file.";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied.";
    }
    return failure instanceof FileSystemException || failure.getMessage() == null
        ? failure.toString()
        : failure.getMessage();
  }

  /**
   * Returns whether an upload was refused because of its file. Other refusals, and a platform that
   * stays busy, concern the following files as well.
   */
  public static boolean isAboutTheFile(StatusRuntimeException refusal) {
    return switch (refusal.getStatus().getCode()) {
      case INVALID_ARGUMENT -> true;
      case RESOURCE_EXHAUSTED -> RetryHint.of(refusal).isEmpty();
      default -> false;
    };
  }

  private static int ofCall(Status status, PrintWriter err) {
    String said = Objects.requireNonNullElse(status.getDescription(), "no details");
    switch (status.getCode()) {
      case UNAVAILABLE -> {
        err.println(
            said.contains(LOGIN)
                ? said
                : "The server does not answer ("
                    + said
                    + "). Start one with: echomotion up. If it uses TLS on this machine, add --ca.");
        return ExitCode.NO_PLATFORM;
      }
      case RESOURCE_EXHAUSTED -> {
        err.println(said);
        return ExitCode.NO_PLATFORM;
      }
      case INVALID_ARGUMENT -> {
        err.println(said);
        return ExitCode.USAGE;
      }
      case UNAUTHENTICATED -> {
        // A sign-in that has expired says this itself, with its issuer.
        err.println(said.contains(LOGIN) ? said : said + " Run: " + LOGIN);
        return ExitCode.NO_PLATFORM;
      }
      case PERMISSION_DENIED -> {
        err.println("The server refused: " + said);
        return ExitCode.NO_PLATFORM;
      }
      default -> {
        err.println("EchoMotion failed: " + status.getCode() + ": " + said);
        return ExitCode.FAILED;
      }
    }
  }
}
