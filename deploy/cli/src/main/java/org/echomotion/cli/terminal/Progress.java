package org.echomotion.cli.terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What is being done and how far it has come, on standard error; silent where that is no terminal.
 */
public interface Progress extends AutoCloseable {

  /** Length of a line on the narrowest usual terminal. */
  int LINE = 79;

  /**
   * @param stage what is being done, a word or two
   * @param percent 0 to 100
   */
  void at(String stage, double percent);

  @Override
  void close();

  /** A bar where standard error is a terminal, which the launcher finds out. */
  static Progress onTerminal(String task) {
    return Terminal.isInteractive() ? new Bar(task) : new Silent();
  }

  /** A bar that is drawn over itself. */
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
    public void close() {
      bar.close();
    }
  }

  /** Says nothing. */
  final class Silent implements Progress {

    public Silent() {}

    @Override
    public void at(String stage, double percent) {}

    @Override
    public void close() {}
  }
}
