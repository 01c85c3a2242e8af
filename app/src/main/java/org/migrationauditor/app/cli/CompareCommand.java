package org.migrationauditor.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.inventory.ComparisonSummary;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Sample;
import org.migrationauditor.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two archives, apart from any migration. */
@Command(
    name = "compare",
    header = "Compare two archives entry by entry, in both directions.",
    description = {"", "Both are read to their ends first; nothing is written to them.", ""},
    modelTransformer = ArchiveReading.Addresses.class,
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:every entry is present on both sides and identical",
      "1:at least one entry is missing, extra or different",
      "2:there is no such archive or the command line is wrong",
      "3:something could not be read or was sampled out, or there was nothing to compare",
      "5:this machine is in the way",
      "130:interrupted; the same command goes on with the archive it was reading"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int ALL = Integer.MAX_VALUE;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "archive as it was")
  private String before = "";

  @Parameters(index = "1", paramLabel = "AFTER", description = "archive as it is")
  private String after = "";

  @Mixin private final SampleOptions sampling = new SampleOptions();

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.of(spec);
    Verifier verifier = common.home().verifier();
    @Nullable Sample sample = sampling.sample();
    InventorySummary first =
        ArchiveReading.inventory(terminal, verifier, before, "compare before", sample);
    InventorySummary second =
        ArchiveReading.inventory(terminal, verifier, after, "compare after", sample);
    ComparisonSummary comparison = verifier.compare(first, second, List.of());
    if (json) {
      terminal.print(Json.line("comparison", comparison));
      verifier
          .findings(comparison.manifest(), null, ALL)
          .forEach(finding -> terminal.print(Json.line("finding", finding)));
      verifier
          .attributes(comparison.manifest())
          .forEach(attribute -> terminal.print(Json.line("attribute", attribute)));
    } else {
      Tables.counts(terminal, first.counts(), second.counts());
      Tables.findings(terminal, verifier.findings(comparison.manifest(), null, ALL));
      Tables.attributes(terminal, verifier.attributes(comparison.manifest()));
      terminal.print(
          String.format(
              Locale.ROOT,
              "%s: %,d entries are identical",
              Terminal.verdict(comparison.verdict()),
              comparison.compared()));
      if (sample != null) {
        terminal.print(Tables.sample(sample));
      }
    }
    return ExitStatus.of(comparison.verdict());
  }
}
