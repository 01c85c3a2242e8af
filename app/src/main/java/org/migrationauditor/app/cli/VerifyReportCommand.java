package org.migrationauditor.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.report.IntegrityReport;
import org.migrationauditor.reports.check.Expected;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.signatures.Check;
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
          + " whether a certificate was revoked and whether the operator's history is still the same may stay"
          + " open: then the line says so, and the report can still be as it was signed.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:each is as it was signed, and its pages and its evidence agree; who signed is told apart",
      "1:one was changed, was added to, has no signature, is signed by another than expected, or is no report",
      "2:the command line is wrong",
      "3:one cannot be read, something in it cannot be checked, or a signer leads to none of --trust"
          + " or is none of --fingerprint",
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
      description = "also work out whether the history in the home still gives the printed heads")
  private boolean log;

  @Option(names = "--json", description = "print JSON Lines")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Expected expected = new Expected(new HashSet<>(digests()), trust.read());
    if (!log) {
      return verify(expected, report -> List.of(LogCheck.notLookedAt()));
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

  private int verify(Expected expected, Function<IntegrityReport, List<Check>> history) {
    Terminal terminal = Terminal.of(spec);
    return ExitStatus.of(
        Verdict.worst(files.stream().map(file -> verify(terminal, file, expected, history))));
  }

  private Verdict verify(
      Terminal terminal,
      Path file,
      Expected expected,
      Function<IntegrityReport, List<Check>> history) {
    ReportCheck check = ReportCheck.of(file, expected);
    List<Check> about = new ArrayList<>();
    if (check.verdict() != Verdict.FAILED) {
      check.report().map(history).ifPresent(about::addAll);
    }
    Verdict verdict =
        log
            ? Verdict.worst(
                Stream.concat(Stream.of(check.verdict()), about.stream().map(Check::verdict)))
            : check.verdict();
    VerifiedReport.print(terminal, json, file, check, about, verdict);
    return verdict;
  }
}
