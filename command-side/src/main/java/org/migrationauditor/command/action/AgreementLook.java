package org.migrationauditor.command.action;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.Finding;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.archive.ArchiveAddress;

/** Looks whether the files of a PACS and the rows of its database agree, reading both. */
final class AgreementLook {
  private static final InventoryName ROWS = new InventoryName("pacs-rows");
  private static final InventoryName FILES = new InventoryName("pacs-files");

  /** What an archive may record of a file; SHA-256 is computed anyhow. */
  private static final String RECORDED = "?also=md5,sha1";

  private static final int NAMED = 3;

  private final Verifier verifier;
  private final Console console;

  AgreementLook(Verifier verifier, Console console) {
    this.verifier = verifier;
    this.console = console;
  }

  Look.Answer agrees(Check.PacsAgrees asked) throws IOException, InterruptedException {
    ArchiveAddress files = new ArchiveAddress("dicom+file", asked.files() + RECORDED);
    try {
      InventorySummary rows = read(ROWS, asked.database());
      AgreementSummary agreement = verifier.agree(List.of(read(FILES, files), rows));
      return new Look.Answer(agreement.verdict(), seen(agreement));
    } catch (InventoryException | IllegalArgumentException e) { // no address of its scheme
      return Look.Answer.unknown(PathBytes.shown(String.valueOf(e.getMessage())));
    }
  }

  private InventorySummary read(InventoryName name, ArchiveAddress address)
      throws InventoryException, InterruptedException {
    try (Console.Task task = console.task("reading " + PathBytes.shown(address.toString()))) {
      return verifier.inventory(name, address, task);
    }
  }

  private String seen(AgreementSummary agreement) throws InventoryException {
    String counts =
        agreement.findings().entrySet().stream()
            .map(found -> String.format(Locale.ROOT, "%,d %s", found.getValue(), found.getKey()))
            .collect(Collectors.joining(", "));
    String first =
        verifier.findings(agreement.manifest(), null, NAMED).stream()
            .map(Finding::key)
            .map(key -> "'" + PathBytes.shown(key) + "'")
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%,d records agree with their files%s; findings %s",
        agreement.agreed(),
        counts.isEmpty() ? "" : "; %s: first %s".formatted(counts, first),
        agreement.manifest());
  }
}
