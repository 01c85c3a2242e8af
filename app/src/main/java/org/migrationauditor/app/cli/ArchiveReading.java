package org.migrationauditor.app.cli;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.InventoryOrder;
import org.migrationauditor.verifier.Sample;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.disk.FolderScheme;
import org.migrationauditor.verifier.owner.OwnerRules;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Archives as a person names them on the command line. */
final class ArchiveReading {
  /** Name of an inventory apart from any migration. */
  static final InventoryName NAME = new InventoryName("stand-alone");

  private ArchiveReading() {}

  /** Adds to a verb's description what an address may be, one example a scheme. */
  static final class Addresses implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec verb) {
      Stream<String> schemes =
          Archives.all().stream()
              .flatMap(scheme -> Stream.of("  " + scheme.example(), "      " + scheme.meaning()));
      verb.usageMessage()
          .description(
              Stream.of(
                      Stream.of(verb.usageMessage().description()),
                      Stream.of("An archive is a folder of DICOM files, or an address such as:"),
                      schemes,
                      Stream.of(""))
                  .flatMap(lines -> lines)
                  .toArray(String[]::new));
      return verb;
    }
  }

  /**
   * The address that a text is.
   *
   * @throws CommandFailure if it is a folder that is none
   */
  static ArchiveAddress address(String text) {
    ArchiveAddress address = Archives.address(text);
    Optional<String> folder =
        Stream.of(FolderScheme.values())
            .filter(scheme -> scheme.scheme().equals(address.scheme()))
            .map(scheme -> scheme.folder(address.rest()))
            .findFirst();
    if (folder.isPresent() && !new File(folder.get()).isDirectory()) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "folder '%s' does not exist or is no folder; give the archive's folder"
              .formatted(folder.get()));
    }
    return address;
  }

  /**
   * Takes an inventory all of which is needed.
   *
   * @param purpose as in an {@link InventoryOrder}
   */
  static InventorySummary inventory(
      Terminal terminal, Verifier verifier, String text, String purpose, @Nullable Sample sample)
      throws Exception {
    InventoryOrder order =
        new InventoryOrder(
            NAME, address(text), purpose, OwnerRules.OF_THE_ARCHIVE, sample, false, false);
    try (ReadingTask task = terminal.reading("reading")) {
      return verifier.inventory(order, task);
    }
  }
}
