package org.echomotion.cli.terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the stage and progress on standard error. Shows nothing if this is not a terminal. */
public interface Progress extends AutoCloseable {

  /** Length of a line on the narrowest usual terminal. */
  int LINE = 79;

  /**
   * Shows a stage.
   *
   * @param stage name of the stage, one or two words
   * @param percent 0 to 100
   */
  void at(String stage, double percent);

  /** Ends the line, so that other output can follow. */
  void end();

  @Override
  default void close() {
    end();
  }

  /** Returns a bar if the launcher found that standard error is a terminal. */
  static Progress onTerminal(String task) {
    return Terminal.isInteractive() ? new Bar(task) : new Silent();
  }

  /** A bar on one line. */
  final class Bar implements Progress {

    private final ProgressBar bar;

    private Bar(String task) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(100)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .hideEta()
              .setConsumer(new ConsoleProgressBarConsumer(System.err, LINE))
              .build();
    }

    @Override
    public void at(String stage, double percent) {
      bar.setExtraMessage(stage);
      bar.stepTo(Math.round(percent));
    }

    @Override
    public void end() {
      bar.close();
    }
  }

  /** Shows nothing. */
  final class Silent implements Progress {

    public Silent() {}

    @Override
    public void at(String stage, double percent) {}

    @Override
    public void end() {}
  }
}
