package org.migrationauditor.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.run.RunWatcher;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.migration.Outcome;
import org.migrationauditor.rehearsal.Damage;
import org.migrationauditor.rehearsal.RehearsalHost;

/** Breaks the copied data once, after the last copy and before anything is read again. */
public final class DamagingWatcher implements RunWatcher {
  private final RunWatcher watcher;
  private final RehearsalHost host;
  private final Damage damage;
  private final long seed;
  private final Path record;
  private final Consumer<String> tell;
  private boolean copied;
  private boolean damaged;

  /**
   * Passes everything on to another watcher.
   *
   * @param record file that will list the keys that were damaged, one a line
   */
  public DamagingWatcher(
      RunWatcher watcher,
      RehearsalHost host,
      Damage damage,
      long seed,
      Path record,
      Consumer<String> tell) {
    this.watcher = watcher;
    this.host = host;
    this.damage = damage;
    this.seed = seed;
    this.record = record;
    this.tell = tell;
  }

  @Override
  public void starting(Step step, int number, int of, int attempt, boolean resumed) {
    if (copied && !damaged && step.action() instanceof Action.TakeInventory) {
      damaged = true;
      inflict();
    }
    watcher.starting(step, number, of, attempt, resumed);
  }

  private void inflict() {
    try {
      List<String> keys = host.damage(damage, seed);
      Files.write(record, keys);
      tell.accept("damaged the copy (%s): %d entries".formatted(damage, keys.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("damage '%s': %s".formatted(damage, e.getMessage()), e);
    }
  }

  @Override
  public void ended(Step step, Outcome outcome) {
    copied |= step.action() instanceof Action.CopyTree;
    watcher.ended(step, outcome);
  }
}
