package org.migrationauditor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.app.AuditorProcess.Ended;

/** An issued report that others sign, and what a data owner then learns of it. */
final class ReportSigningIT {
  private static final String PASSWORD = "battery-staple-4711";

  @TempDir private static Path folder;
  private static AuditorInProcess auditor;
  private static Path issued;
  private static Path superseded;
  private static Path password;

  @BeforeAll
  static void issue() throws Exception {
    auditor = new AuditorInProcess(folder.resolve("home"));
    Ended demo = auditor.run("demo", "--dir", folder.resolve("host").toString());
    assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
    try (Stream<Path> files = Files.walk(auditor.home().resolve("reports"))) {
      List<Path> reports = files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
      issued = Files.copy(reports.getLast(), folder.resolve("report.pdf"));
      superseded = Files.copy(reports.getFirst(), folder.resolve("superseded.pdf"));
    }
    password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    person("reviewer", "Grace Hopper");
    person("head", "Ada Lovelace");
  }

  @AfterAll
  static void close() {
    auditor.close();
  }

  @Test
  void twoPeopleSignAndTheOwnerSeesWhoWithWhichMeaning() throws Exception {
    Path reviewed = folder.resolve("report.reviewed.pdf");
    Path approved = folder.resolve("report.reviewed.approved.pdf");

    Ended first = sign(issued, "reviewed", "reviewer", "--reason", "compared with the log");
    Ended second = sign(reviewed, "approved", "head");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(second.status()).as(second.err()).isZero();

    Ended check = auditor.run("verify-report", approved.toString());
    assertThat(check.status()).as(check.out()).isZero();
    assertThat(check.out())
        .contains("reviewed: signed by 'CN=Grace Hopper'", "approved: signed by 'CN=Ada Lovelace'")
        .contains("INDETERMINATE log: whether the operator's history", "was not looked at");
    Ended json = auditor.run("verify-report", "--json", approved.toString());
    assertThat(json.out())
        .contains("\"type\":\"signature\",\"field\":\"reviewed\"", "compared with the log");
    assertThat(new IssuedPdf(approved).signature())
        .contains("Signature Field Name: prepared", "Signature Field Name: approved")
        .doesNotContain("Signature is Invalid");
    assertThat(Stream.of(first, second, check, json).map(each -> each.out() + each.err()))
        .noneMatch(text -> text.contains(PASSWORD));
    assertThat(
            sign(reviewed, "reviewed", "head", "--out", folder.resolve("x.pdf").toString()).err())
        .contains("somebody signed as 'reviewed' already", "nothing was signed");
  }

  @Test
  void theHistoryBelowAReportIsWorkedOutWhereItIsKept() {
    Ended check = auditor.run("verify-report", "--log", issued.toString());

    assertThat(check.status()).as(check.out() + check.err()).isZero();
    assertThat(check.out())
        .contains("PASSED        history: the first")
        .contains("the sealed log of this home still holds the head")
        .contains(
            "PASSED        standing: it is the last report of its scope, and nobody withdrew");
  }

  @Test
  void whatTookThePlaceOfAReportIsSaid() {
    Ended check = auditor.run("verify-report", "--log", superseded.toString());

    assertThat(check.status()).as(check.out() + check.err()).isEqualTo(3);
    assertThat(check.out()).contains("INDETERMINATE standing: it was superseded: 'demo-");
    assertThat(auditor.run("verify-report", "--log", "--json", superseded.toString()).out())
        .contains(
            "\"verdict\":\"INDETERMINATE\",\"standing\":\"SUPERSEDED\",\"replacedBy\":\"demo-");
    assertThat(auditor.run("verify-report", superseded.toString()).status()).isZero();
  }

  @Test
  void reportsAreIssuedWithAKeyThatNeverLeavesItsToken() throws Exception {
    SoftToken token =
        SoftToken.holding(folder.resolve("head.p12"), PASSWORD, folder.resolve("token"));
    AuditorProcess outside = new AuditorProcess(auditor.home());
    List<String> reissue =
        List.of("report", "reissue", "demo", "--as", "operator", "--reason", "signed by a token");

    Ended wrong = AuditorProcess.end(with(token, password, outside, reissue));
    Ended issued = AuditorProcess.end(with(token, token.pinFile(), outside, reissue));

    assertThat(wrong.status()).isNotZero();
    assertThat(wrong.err()).contains("token of '" + SoftToken.LIBRARY + "': wrong PIN");
    assertThat(issued.status()).as(issued.out() + issued.err()).isZero();
    List<String> files =
        issued.out().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
    assertThat(files).hasSizeGreaterThan(1);
    for (String file : files) {
      Ended check = auditor.run("verify-report", file);
      assertThat(check.status()).as(check.out()).isZero();
      assertThat(check.out()).contains("signed by 'CN=Ada Lovelace'").doesNotContain("self-made");
    }
    assertThat(wrong.out() + wrong.err() + issued.out() + issued.err())
        .doesNotContain(PASSWORD, token.pin());
  }

  private static ProcessBuilder with(
      SoftToken token, Path pin, AuditorProcess outside, List<String> words) {
    ProcessBuilder builder = token.forUseBy(outside.builder(words.toArray(String[]::new)));
    builder.environment().put("AUDITOR_SIGNING_PKCS11", SoftToken.LIBRARY.toString());
    builder.environment().put("AUDITOR_SIGNING_SLOT", "");
    builder.environment().put("AUDITOR_SIGNING_PASSWORD_FILE", pin.toString());
    return builder;
  }

  @Test
  void anotherSignerThanExpectedIsSaid() {
    Ended check = auditor.run("verify-report", "--fingerprint", "00".repeat(32), issued.toString());

    assertThat(check.status()).isEqualTo(1);
    assertThat(check.out()).contains("FAILED        signer: prepared: signed by");
    assertThat(auditor.run("verify-report", "--fingerprint", "12", issued.toString()).status())
        .isEqualTo(2);
  }

  @Test
  void aSignerWhoLeadsToNoTrustedCertificateLeavesItOpen() {
    Ended check =
        auditor.run(
            "verify-report", "--trust", folder.resolve("head.pem").toString(), issued.toString());

    assertThat(check.status()).isEqualTo(3);
    assertThat(check.out()).contains("its certificate leads to none that you trust");
    assertThat(auditor.run("verify-report", "--trust", issued.toString(), issued.toString()).err())
        .contains("holds no certificate that can be read");
  }

  @Test
  void nothingIsOverwrittenAndNothingDamagedIsSigned() throws IOException {
    Path there = Files.writeString(folder.resolve("there.pdf"), "mine");
    Ended overwritten = sign(issued, "reviewed", "reviewer", "--out", there.toString());
    assertThat(overwritten.status()).isEqualTo(2);
    assertThat(overwritten.err()).contains("is there already; nothing was written");
    assertThat(there).hasContent("mine");

    byte[] bytes = Files.readAllBytes(issued);
    bytes[bytes.length / 3] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.pdf"), bytes);
    Ended refused = sign(damaged, "reviewed", "reviewer");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("report: it is not intact", "nothing was signed");
    assertThat(folder.resolve("damaged.reviewed.pdf")).doesNotExist();
  }

  @Test
  void anAuthorityThatDoesNotAnswerLosesNothing() {
    Path out = folder.resolve("extended.pdf");
    Ended ended =
        auditor.run(
            "report",
            "extend",
            issued.toString(),
            "--level",
            "T",
            "--tsa",
            "http://127.0.0.1:1/",
            "--out",
            out.toString());

    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err()).contains("time-stamping authority '127.0.0.1'", "nothing was written");
    assertThat(out).doesNotExist();
  }

  @Test
  void everyCommandOfTheOwnersGuideDoesWhatItSays() throws Exception {
    Path owner = Files.createDirectory(folder.resolve("owner"));
    Files.copy(issued, owner.resolve("report.pdf"));
    List<String> commands = OwnersGuide.commands();

    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      Ended ended =
          command.startsWith("./auditor ")
              ? auditor.run(OwnersGuide.arguments(command, owner))
              : OwnersGuide.shell(command, owner);
      assertThat(ended.status())
          .as(command + "\n" + ended.out() + ended.err())
          .isEqualTo(OwnersGuide.exit(command));
    }
  }

  private static Ended sign(Path file, String meaning, String who, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "report",
                    "sign",
                    file.toString(),
                    "--as",
                    meaning,
                    "--key",
                    folder.resolve(who + ".p12").toString(),
                    "--password-file",
                    password.toString()),
                Stream.of(more))
            .toList();
    return auditor.run(arguments.toArray(String[]::new));
  }

  private static void person(String file, String name) throws Exception {
    String key = folder.resolve(file + ".key").toString();
    String certificate = folder.resolve(file + ".pem").toString();
    AuditorProcess.tool(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=" + name,
        "-days",
        "30",
        "-keyout",
        key,
        "-out",
        certificate);
    AuditorProcess.tool(
        "openssl",
        "pkcs12",
        "-export",
        "-inkey",
        key,
        "-in",
        certificate,
        "-passout",
        "file:" + password,
        "-out",
        folder.resolve(file + ".p12").toString());
  }
}
