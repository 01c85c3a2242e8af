package org.migrationauditor.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.reports.sign.FurtherSignature;
import org.migrationauditor.reports.sign.SignatureRequest;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.signatures.SignatureField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds the signature of who reviewed or approved a report. */
@Command(
    name = "sign",
    header = "Sign a report as somebody who reviewed or approved it.",
    description = {
      "",
      "Checks the report first. The signature goes into the place that was printed for it, and into a new file;"
          + " signatures before it stay valid. Nobody signs what they prepared themselves.",
      "",
      "reviewed: I read this report against its evidence, and it says what the evidence says.",
      "approved: I accept this report as the record of the migration, and answer for it.",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:signed",
      "2:the report is not intact, that place is taken or out of order, or the key cannot sign",
      "3:the report cannot be read",
      "5:this machine is in the way: disk full"
    })
final class ReportSignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "signed report")
  private Path file = Path.of("");

  @Option(
      names = "--as",
      required = true,
      paramLabel = "MEANING",
      description = "what the signature means: reviewed or approved")
  private SignatureField meaning = SignatureField.REVIEWED;

  @Mixin private final SigningKeyOptions key = new SigningKeyOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "one line in your own words, shown in the report; no patient's data")
  private String reason = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "file to write; default: the report's name with the meaning in it")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    byte[] pdf = NewReportFile.read(file);
    Path place = NewReportFile.place(file, out, meaning.fieldName());
    SigningKey signing = key.open();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    NewReportFile.write(
        place,
        FurtherSignature.sign(pdf, signing, new SignatureRequest(meaning, now, reason)).pdf());
    Terminal.of(spec)
        .print(
            Terminal.safe(
                "%s: signed as %s by '%s', certificate fingerprint %s"
                    .formatted(
                        place, meaning.fieldName(), signing.subject(), signing.fingerprint())));
    return ExitStatus.OK;
  }
}
