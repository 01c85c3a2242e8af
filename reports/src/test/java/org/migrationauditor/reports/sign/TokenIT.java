package org.migrationauditor.reports.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.reports.Keys;
import org.migrationauditor.reports.Reports;
import org.migrationauditor.reports.check.ReportCheck;
import org.migrationauditor.reports.print.ReportPrinter;

/**
 * Keys on a token, which SoftHSM plays. Its library reads its settings from the environment, so a
 * process of its own signs.
 */
class TokenIT {
  private static final String PIN = "7294-token-pin";
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  @TempDir static Path folder;

  @BeforeAll
  static void makeToken() throws Exception {
    Files.createDirectory(folder.resolve("tokens"));
    Files.writeString(
        folder.resolve("softhsm2.conf"),
        "directories.tokendir = %s\nobjectstore.backend = file\n"
            .formatted(folder.resolve("tokens")));
    run(
        "",
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "t",
        "--so-pin",
        "so-pin-of-the-test",
        "--pin",
        PIN);
    Keys.own(folder, Instant.now());
    assertThat(java(PIN, Filling.class, folder.resolve("own.p12").toString())).contains("filled");
  }

  @Test
  void aKeyOnATokenSignsAndNeverLeavesIt() throws Exception {
    Path pdf = folder.resolve("report.pdf");

    assertThat(java(PIN, Signing.class, pdf.toString())).contains("signed by CN=Marie Curie");

    ReportCheck check = ReportCheck.of(pdf);
    assertThat(check.verdict()).as(check.checks().toString()).isEqualTo(Verdict.PASSED);
    assertThat(check.signer().orElseThrow().subject()).contains("CN=Marie Curie");
  }

  @Test
  void aWrongPinIsSaidAndNotShown() throws Exception {
    assertThat(java("1111-wrong", Signing.class, folder.resolve("none.pdf").toString()))
        .contains(
            "signing key: token of '%s': wrong PIN; no report can be signed".formatted(LIBRARY))
        .doesNotContain("1111-wrong");
    assertThat(folder.resolve("none.pdf")).doesNotExist();
  }

  @Test
  void aSlotThatIsNotThereIsSaid() throws Exception {
    assertThat(java(PIN, Signing.class, folder.resolve("none.pdf").toString(), "4711"))
        .contains("the library finds no such slot");
  }

  /** Puts a key and its certificates onto the token. */
  static final class Filling {
    private Filling() {}

    public static void main(String[] arguments) throws Exception {
      KeyStore own = KeyStore.getInstance(Path.of(arguments[0]).toFile(), Keys.password());
      Provider provider =
          Security.getProvider("SunPKCS11")
              .configure("--name = filling\nlibrary = %s\nslotListIndex = 0\n".formatted(LIBRARY));
      KeyStore token = KeyStore.getInstance("PKCS11", provider);
      token.load(null, pin());
      token.setKeyEntry(
          "signer",
          (PrivateKey) own.getKey("signer", Keys.password()),
          null,
          own.getCertificateChain("signer"));
      token.store(null, null);
      System.out.println("filled");
    }
  }

  /** Signs a report with the key on the token. */
  static final class Signing {
    private Signing() {}

    public static void main(String[] arguments) throws Exception {
      Long slot = arguments.length > 1 ? Long.valueOf(arguments[1]) : null;
      try {
        SigningKey key = SigningKey.onToken(new Token(LIBRARY, slot, null), pin());
        byte[] plain = new ReportPrinter(key.signer()).print(Reports.passed());
        Files.write(
            Path.of(arguments[0]), new ReportSigner().sign(plain, key, Instant.now()).pdf());
        System.out.println("signed by " + key.subject());
      } catch (SigningKeyException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static char[] pin() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).toCharArray();
  }

  private static String java(String pin, Class<?> main, String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Stream.of(arguments))
            .toList();
    return run(pin, command.toArray(String[]::new));
  }

  private static String run(@Nullable String input, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(String.valueOf(input).getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
