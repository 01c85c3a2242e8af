package org.migrationauditor.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.reports.sign.SigningKey;
import org.migrationauditor.reports.sign.SigningKeyException;

class SigningTest {
  @TempDir private Path folder;

  @Test
  void isSelfMadeWhenNoneIsNamed() {
    assertThat(Signing.key(folder, Map.of("AUDITOR_SIGNING_KEYSTORE", " ")).selfMade()).isTrue();
  }

  @Test
  void isTheOneInTheFileThatIsNamed() throws IOException {
    SigningKey own = SigningKey.selfMade(folder);
    Path password = Files.writeString(folder.resolve("password"), ownPassword() + "\n");

    SigningKey key =
        Signing.key(
            folder.resolve("elsewhere"),
            Map.of(
                "AUDITOR_SIGNING_KEYSTORE",
                folder.resolve("self-made/report-signing.p12").toString(),
                "AUDITOR_SIGNING_PASSWORD_FILE",
                password.toString()));

    assertThat(key.fingerprint()).isEqualTo(own.fingerprint());
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void isRefusedWhenTheEnvironmentContradictsItselfOrLacksSomething() throws IOException {
    Path pin = Files.writeString(folder.resolve("pin"), "1234");
    Map<String, String> token =
        Map.of("AUDITOR_SIGNING_PKCS11", "/nowhere.so", "AUDITOR_SIGNING_PASSWORD_FILE", "" + pin);

    refused(token, "AUDITOR_SIGNING_KEYSTORE", "x.p12", "two are named; nothing was signed, unset");
    refused(token, "AUDITOR_SIGNING_PKCS11", "", "AUDITOR_SIGNING_PASSWORD_FILE is set");
    refused(
        Map.of("AUDITOR_SIGNING_KEYSTORE", "x.p12"),
        "AUDITOR_SIGNING_SLOT",
        "1",
        "AUDITOR_SIGNING_SLOT is set and the key it is for is not named");
    refused(token, "AUDITOR_SIGNING_SLOT", "first", "AUDITOR_SIGNING_SLOT is 'first'");
    refused(token, "AUDITOR_SIGNING_PASSWORD_FILE", "", "no password or PIN for '/nowhere.so'");
    refused(token, "AUDITOR_SIGNING_PASSWORD_FILE", "/no/pin", "'/no/pin': cannot be read");
    refused(token, "AUDITOR_SIGNING_PASSWORD_FILE", "\0", "cannot be read; nothing was signed");
    assertThatThrownBy(() -> Signing.key(folder, token))
        .isInstanceOf(SigningKeyException.class)
        .hasMessageContaining("/nowhere.so")
        .hasMessageNotContaining("1234");
    assertThat(folder.resolve("self-made")).doesNotExist();
  }

  private void refused(Map<String, String> token, String name, String value, String sentence) {
    Map<String, String> environment = new HashMap<>(token);
    environment.put(name, value);

    assertThatThrownBy(() -> Signing.key(folder, environment))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(sentence);
  }

  private String ownPassword() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("self-made"))) {
      Path file = files.filter(one -> !one.toString().endsWith(".p12")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
