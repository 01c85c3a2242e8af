package org.migrationauditor.verifier;

import java.nio.file.Path;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/** Takes inventories as a process of its own, which may be kept from writing. */
final class InventoryProgram {
  private InventoryProgram() {}

  /** Prints a line for each archive; the first argument is the manifests' folder. */
  public static void main(String[] args) throws Exception {
    Verifier verifier = new Verifier(Path.of(args[0]), new PseudonymKey(new byte[32]));
    for (int i = 1; i < args.length; i++) {
      InventorySummary summary =
          verifier.inventory(
              new InventoryName("trial"), Archives.address(args[i]), Progress.UNWATCHED);
      System.out.printf(
          "%s: %d unreadable, %d malformed, manifest %s%n",
          summary.view(),
          summary.counts().unreadable(),
          summary.counts().malformed(),
          summary.manifest());
    }
  }
}
