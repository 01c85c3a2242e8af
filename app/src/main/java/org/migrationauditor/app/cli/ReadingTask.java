package org.migrationauditor.app.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Console;

/** Shows how far long work has come: a bar where a person watches, else a line now and then. */
final class ReadingTask implements Console.Task {
  private static final long MEBI = 1 << 20;
  private static final int EVERY_SECONDS = 30;
  private static final int BAR_MILLIS = 200;
  private static final int UNKNOWN = -1;

  private final ReadingRate rate = new ReadingRate(System::nanoTime);
  private final Consumer<String> lines;
  private final @Nullable ProgressBar bar;
  private final ScheduledExecutorService showing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  /**
   * Starts to show.
   *
   * @param watched whether a person looks at a terminal
   * @param lines takes whole lines, on any thread
   */
  ReadingTask(String title, boolean watched, Consumer<String> lines) {
    this.lines = lines;
    ProgressBar shown = watched ? bar(title) : null;
    bar = shown;
    var ignored =
        shown == null
            ? showing.scheduleAtFixedRate(
                () -> lines.accept(title + ": " + rate.line()),
                EVERY_SECONDS,
                EVERY_SECONDS,
                TimeUnit.SECONDS)
            : showing.scheduleAtFixedRate(
                () -> show(shown), BAR_MILLIS, BAR_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static ProgressBar bar(String title) {
    return new ProgressBarBuilder()
        .setTaskName("    " + title)
        .setInitialMax(UNKNOWN)
        .setUnit(" MiB", MEBI)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(BAR_MILLIS)
        .hideEta() // it would take what was passed over for read
        .clearDisplayOnFinish()
        .build();
  }

  private void show(ProgressBar shown) {
    shown.setExtraMessage(" " + rate.line());
    shown.stepTo(rate.bytesDone());
  }

  @Override
  public void total(long entries, long bytes) {
    rate.total(entries, bytes);
    if (bar != null && bytes > 0) {
      bar.maxHint(bytes);
    }
  }

  @Override
  public void advance(long entries, long bytes) {
    rate.read(entries, bytes);
  }

  @Override
  public void passedOver(long entries, long bytes) {
    rate.passed(entries, bytes);
  }

  @Override
  public void goesOn(long entries, Instant until) {
    lines.accept(
        String.format(
            Locale.ROOT, "goes on from %,d entries read until %s", entries, Terminal.time(until)));
  }

  @Override
  public void remark(String sentence) {
    lines.accept(sentence);
  }

  /** How much is done of what is known to be there, such as {@code 41 %}; empty when unknown. */
  String percent() {
    return rate.percent();
  }

  @Override
  public void close() {
    showing.shutdownNow();
    if (bar != null) {
      bar.close();
    }
  }
}
