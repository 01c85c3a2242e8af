package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.anchor.StampingAuthority;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.reports.sign.ReportExtender;
import org.migrationauditor.reports.sign.ReportLevel;
import org.migrationauditor.reports.sign.TimeStampAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has authorities vouch for a signed report. */
@Command(
    name = "extend",
    header = "Have authorities vouch for a signed report, so that it can be checked for longer.",
    description = {
      "",
      "T: a time stamp tells when the signatures were there at the latest. LT: also what is to be known of the"
          + " certificates. LTA: also a time stamp over that. Writes a new file; what was there stays.",
      "",
      "Asks the time-stamping authority, which sees a digest and nothing else, and for LT and LTA"
          + " those whom the certificates name, if they lead to one of --trust. Nobody else.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:extended",
      "2:the report is not intact, or its certificates do not allow that level",
      "3:the report cannot be read, or an authority gave no usable answer",
      "5:this machine is in the way: disk full"
    })
final class ReportExtendCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "signed report")
  private Path file = Path.of("");

  @Option(
      names = "--level",
      required = true,
      paramLabel = "LEVEL",
      description = "level to reach: T, LT or LTA (ETSI EN 319 142-1)")
  private ReportLevel level = ReportLevel.T;

  @Option(
      names = "--tsa",
      paramLabel = "URL",
      description = "time-stamping authority (RFC 3161); default: $AUDITOR_TSA")
  private @Nullable String authority;

  @Mixin private final TrustedCertificates trust = new TrustedCertificates();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "file to write; default: the report's name with the level in it")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    byte[] pdf = NewReportFile.read(file);
    Path place = NewReportFile.place(file, out, level.name());
    TimeStampAuthority asked =
        new TimeStampAuthority(StampingAuthority.address(authority, System::getenv));
    NewReportFile.write(place, new ReportExtender(asked, trust.read()).extend(pdf, level));
    Terminal.of(spec).print(Terminal.safe("%s: extended to level %s".formatted(place, level)));
    return ExitStatus.OK;
  }
}
