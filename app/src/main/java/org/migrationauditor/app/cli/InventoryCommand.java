package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.EntryProblem;
import org.migrationauditor.verifier.InventoryOrder;
import org.migrationauditor.verifier.ReadingCounts;
import org.migrationauditor.verifier.Sample;
import org.migrationauditor.verifier.Verifier;
import org.migrationauditor.verifier.owner.OwnerRules;
import org.migrationauditor.verifier.owner.OwnerRulesReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Inventories one archive, apart from any migration. */
@Command(
    name = "inventory",
    header = "Read an archive to its end and keep a manifest of it.",
    description = {
      "",
      "Nothing is written to the archive. The manifest is a Parquet file named by its SHA-256.",
      "After a kill, a crash or Ctrl-C the same command goes on: what is known to be unchanged is"
          + " not",
      "read again, for three days. A second Ctrl-C ends it at once.",
      ""
    },
    modelTransformer = ArchiveReading.Addresses.class,
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:every entry was read and nothing is wrong with any",
      "1:everything was read; a DICOM file is malformed, or something else is wrong",
      "2:there is no such archive or the command line is wrong",
      "3:at least one entry was not read, or there was none; so it is after Ctrl-C",
      "5:this machine is in the way"
    })
public final class InventoryCommand implements Callable<Integer> {
  private static final int ALL = Integer.MAX_VALUE;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "ARCHIVE", description = "folder or address of the archive to read")
  private String archive = "";

  @Mixin private final SampleOptions sampling = new SampleOptions();

  @Option(
      names = "--anew",
      description = "read all anew, also what an interrupted run of this command had read")
  private boolean anew;

  @Option(
      names = "--owners",
      paramLabel = "FILE",
      description =
          "rules that say whose each entry is; default: its trial protocol, else its bucket")
  private @Nullable Path rules;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.of(spec);
    Verifier verifier = common.home().verifier();
    OwnerRules owners = rules == null ? OwnerRules.OF_THE_ARCHIVE : OwnerRulesReader.read(rules);
    @Nullable Sample sample = sampling.sample();
    InventoryOrder order =
        new InventoryOrder(
            ArchiveReading.NAME,
            ArchiveReading.address(archive),
            "inventory",
            owners,
            sample,
            anew,
            true);
    InventorySummary inventory;
    String percent;
    try (ReadingTask task = terminal.reading("reading")) {
      inventory = verifier.inventory(order, task);
      percent = task.percent();
    }
    ReadingCounts readings = verifier.readings(inventory.manifest());
    List<EntryProblem> problems = verifier.problems(inventory.manifest(), ALL);
    SortedMap<OwnerKey, InventoryCounts> byOwner = verifier.countsByOwner(inventory.manifest());
    if (json) {
      terminal.print(Json.line("inventory", inventory));
      terminal.print(Json.line("readings", readings));
      byOwner.forEach(
          (owner, counts) -> terminal.print(Json.line("owner", "owner", owner, "counts", counts)));
      problems.forEach(problem -> terminal.print(Json.line("problem", problem)));
    } else {
      Tables.counts(terminal, inventory.counts());
      Tables.readings(terminal, readings);
      Tables.owners(terminal, owners, byOwner);
      print(terminal, problems);
      terminal.print("manifest       " + verifier.manifest(inventory.manifest()));
      if (sample != null) {
        terminal.print(Tables.sample(sample));
      }
      if (!readings.whole()) {
        terminal.print(stopped(percent, sample));
      }
    }
    if (inventory.counts().unreadable() > 0 || nothing(inventory, readings)) {
      return ExitStatus.INDETERMINATE;
    }
    return inventory.counts().malformed() > 0
            || problems.stream().anyMatch(problem -> problem.code() == FindingCode.SUSPECT)
        ? ExitStatus.FAILED
        : ExitStatus.OK;
  }

  private static boolean nothing(InventorySummary inventory, ReadingCounts readings) {
    return switch (inventory.view()) {
      case METADATA_INDEX, POSTGRES -> readings.read() == 0;
      default -> Tables.entries(inventory.counts()) == 0;
    };
  }

  private static void print(Terminal terminal, List<EntryProblem> problems) {
    problems.forEach(
        problem ->
            terminal.print(
                "%-14s %s: %s"
                    .formatted(
                        problem.code(),
                        Terminal.safe(problem.key()),
                        Terminal.safe(problem.problem()))));
  }

  private static String stopped(String percent, @Nullable Sample sample) {
    return "%s: stopped by the operator%s; the same command%s goes on from there"
        .formatted(
            Terminal.verdict(Verdict.INDETERMINATE),
            percent.isEmpty() ? "" : " at " + percent,
            sample == null ? "" : " with --seed " + sample.seed());
  }
}
