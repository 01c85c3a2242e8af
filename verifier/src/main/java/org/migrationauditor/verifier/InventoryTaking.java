package org.migrationauditor.verifier;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.manifest.EarlierReadings;
import org.migrationauditor.verifier.manifest.InventoryReader;
import org.migrationauditor.verifier.manifest.InventoryWriter;
import org.migrationauditor.verifier.manifest.Manifest;

/**
 * Takes one inventory: opens the archive, goes on from what an interrupted one had read, reads the
 * rest and writes the manifest.
 *
 * @param readers entries that are read at the same time, count
 */
record InventoryTaking(Access access, InventoryWriter.Pace pace, int readers) {

  /**
   * What was taken.
   *
   * @param counts over all entries, as they were read back from the manifest
   */
  record Taken(Manifest manifest, InventoryCounts counts) {}

  Taken take(InventorySource source, InventoryOrder order, Progress progress)
      throws IOException, SQLException, InterruptedException {
    try (InventoryWriter writer =
        InventoryWriter.open(
            access.manifests(),
            source.view(),
            order.owners(),
            identity(source, order),
            order.anew(),
            pace)) {
      writer.pseudonyms(access.key());
      Manifest manifest = manifest(source, order, writer, progress);
      return new Taken(manifest, writer.counts(manifest));
    } catch (ClosedByInterruptException e) {
      boolean ignored = Thread.interrupted(); // told by the exception from here on
      throw new InterruptedException();
    }
  }

  private Manifest manifest(
      InventorySource source, InventoryOrder order, InventoryWriter writer, Progress progress)
      throws IOException, SQLException, InterruptedException {
    EarlierReadings earlier = writer.earlier();
    if (earlier.count() > 0) {
      progress.goesOn(earlier.count(), earlier.until());
    }
    Sample sample = order.sample();
    Drawing drawing = sample == null ? Drawing.ALL : Drawing.of(sample, source);
    if (sample != null) {
      writer.remark("sample", sample.toString());
    }
    Choice choice = new Choice(drawing, earlier, new Repetition(), order.partial());
    boolean whole =
        new Reading(source, choice, progress, readers).into(outcome -> add(outcome, writer));
    if (whole) {
      return writer.finish();
    }
    writer.remark(InventoryReader.STOPPED, "by the operator");
    return writer.unfinished();
  }

  private static void add(Outcome outcome, InventoryWriter writer)
      throws SQLException, IOException {
    switch (outcome) {
      case Outcome.Read read -> writer.add(read.entry(), read.tries(), read.stamp());
      case Outcome.Kept kept -> writer.keep(kept.key(), kept.stamp());
    }
  }

  /**
   * What is the same only when the same inventory is taken by the same rules; empty when nobody is
   * to go on with it.
   */
  private String identity(InventorySource source, InventoryOrder order) {
    if (order.purpose().isEmpty()) {
      return "";
    }
    return String.join(
        "\0",
        order.purpose(),
        order.name().toString(),
        order.address().toString(),
        source.place(),
        order.owners().name(),
        String.valueOf(order.sample()),
        access.key().pseudonym("unfinished inventory"),
        String.valueOf(InventoryTaking.class.getPackage().getImplementationVersion()));
  }
}
