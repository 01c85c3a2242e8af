package org.migrationauditor.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.messages.inventory.AgreementSummary;
import org.migrationauditor.messages.inventory.InventoryCounts;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds several views of one PACS against each other. */
@Command(
    name = "agree",
    header = "Hold several views of one PACS against each other, each pair both ways.",
    description = {
      "",
      "Give the views that can be had at one moment: the folder of DICOM files, the database, what",
      "the archive lists, the metadata index, and the object store for its thumbnails. Nothing is",
      "written to any of them.",
      ""
    },
    modelTransformer = ArchiveReading.Addresses.class,
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:the views agree in everything they have in common",
      "1:at least one instance or series is missing or different in one of them",
      "2:there is no such archive or the command line is wrong",
      "3:something could not be read or was not compared, or there was nothing",
      "5:this machine is in the way",
      "130:interrupted; the same command goes on"
    })
public final class AgreeCommand implements Callable<Integer> {
  private static final int ALL = Integer.MAX_VALUE;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "2..*",
      paramLabel = "ARCHIVE",
      description = "folder or address of one view; two or more, each of another kind")
  private List<String> archives = List.of();

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.of(spec);
    Verifier verifier = common.home().verifier();
    if (archives.stream().map(Archives::address).map(Archives::view).distinct().count()
        < archives.size()) {
      throw new CommandFailure(
          ExitStatus.REFUSED, "agree: two archives are of one kind; use compare for these");
    }
    List<InventorySummary> views = new ArrayList<>();
    for (String archive : archives) {
      views.add(ArchiveReading.inventory(terminal, verifier, archive, "agree", null));
    }
    AgreementSummary agreement = verifier.agree(views);
    if (json) {
      terminal.print(Json.line("agreement", agreement));
      verifier
          .findings(agreement.manifest(), null, ALL)
          .forEach(finding -> terminal.print(Json.line("finding", finding)));
    } else {
      views.forEach(
          view -> terminal.print("%-15s %s".formatted(view.view(), Terminal.safe(view.root()))));
      Tables.counts(
          terminal, views.stream().map(InventorySummary::counts).toArray(InventoryCounts[]::new));
      Tables.findings(terminal, verifier.findings(agreement.manifest(), null, ALL));
      terminal.print(
          String.format(
              Locale.ROOT,
              "%s: %,d entries agree, counted for each pair of views",
              Terminal.verdict(agreement.verdict()),
              agreement.agreed()));
    }
    return ExitStatus.of(agreement.verdict());
  }
}
