package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.check.Expected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks reports. */
@Command(
    name = "verify-report",
    header = "Check reports: the signature, and that the pages say what the evidence says.",
    description = {
      "",
      "Needs no server, no network and, without --log, no home folder: the files alone. Each line answers one"
          + " question. Who signed, which places for signatures are empty, whether a time stamp is to be believed,"
          + " whether a certificate was revoked and, without --log, what the operator's history says may stay"
          + " open: then the line says so, and the report can still be as it was signed. The file itself does not"
          + " know whether it was superseded or withdrawn; --log asks the history.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:each is as it was signed, and its pages and its evidence agree; who signed is told apart",
      "1:one was changed, was added to, has no signature, is signed by another than expected, or is no report;"
          + " with --log, also: was withdrawn, or is not the file that was issued",
      "2:the command line is wrong",
      "3:one cannot be read, something in it cannot be checked, or a signer leads to none of --trust"
          + " or is none of --fingerprint; with --log, also: was superseded, or the history does not know it",
      "5:this machine is in the way: no database (with --log)"
    })
public final class VerifyReportCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "reports, each a PDF")
  private List<Path> files = List.of();

  @Option(
      names = "--fingerprint",
      paramLabel = "DIGEST",
      description =
          "SHA-256 of the certificate that must have issued the report, heard over another channel;"
              + " may be given several times, also for those who signed it later")
  private List<String> fingerprints = List.of();

  @Mixin private final TrustedCertificates trust = new TrustedCertificates();

  @Option(
      names = "--log",
      description =
          "also work out whether the history in the home still gives the printed heads, and whether the"
              + " report was superseded or withdrawn")
  private boolean log;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Expected expected = new Expected(new HashSet<>(digests()), trust.read());
    if (!log) {
      return verify(expected, (report, issued) -> LogAnswer.NOT_ASKED);
    }
    try (Platform platform = Platform.open(common.home())) {
      return verify(expected, new LogCheck(platform)::of);
    }
  }

  private List<ContentDigest> digests() {
    try {
      return fingerprints.stream().map(text -> new ContentDigest(text.replace(":", ""))).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "fingerprint: is not 64 hexadecimal digits; nothing was checked, copy it once more");
    }
  }

  private int verify(
      Expected expected, BiFunction<IntegrityReport, ContentDigest, LogAnswer> history) {
    Terminal terminal = Terminal.of(spec);
    return ExitStatus.of(
        Verdict.worst(
            files.stream()
                .map(file -> printed(terminal, VerifiedReport.of(file, expected, history)))));
  }

  private Verdict printed(Terminal terminal, VerifiedReport report) {
    report.print(terminal, json);
    return report.verdict();
  }
}
