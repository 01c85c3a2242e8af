package org.migrationauditor.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import org.migrationauditor.app.AuditorProcess.Ended;

/**
 * A token, which SoftHSM plays. Its library reads its settings from the environment, so whoever
 * uses it is a process of its own.
 */
final class SoftToken {
  static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  private static final String PIN = "7294-token-pin";

  private final Path folder;

  private SoftToken(Path folder) {
    this.folder = folder;
  }

  /** Makes one that holds the key and the certificate of a PKCS#12 file. */
  static SoftToken holding(Path pkcs12, String password, Path folder) throws Exception {
    SoftToken token = new SoftToken(folder);
    Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        token.settings(), "directories.tokendir = %s\n".formatted(folder.resolve("tokens")));
    Files.writeString(token.pinFile(), PIN + "\n");
    token.tool(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "t",
        "--so-pin",
        "so-pin-of-the-test",
        "--pin",
        PIN);
    token.tool(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        SoftToken.class.getName(),
        pkcs12.toString(),
        password);
    return token;
  }

  String pin() {
    return PIN;
  }

  Path pinFile() {
    return folder.resolve("pin");
  }

  /** Lets a process use it. */
  ProcessBuilder forUseBy(ProcessBuilder builder) {
    builder.environment().put("SOFTHSM2_CONF", settings().toString());
    return builder;
  }

  private Path settings() {
    return folder.resolve("softhsm2.conf");
  }

  private void tool(String... command) throws Exception {
    Ended ended = AuditorProcess.end(forUseBy(new ProcessBuilder(command)));
    if (ended.status() != 0) {
      throw new IllegalStateException(ended.out() + ended.err());
    }
  }

  /** Puts the key of a PKCS#12 file onto the token. */
  public static void main(String[] arguments) throws Exception {
    char[] password = arguments[1].toCharArray();
    KeyStore file = KeyStore.getInstance(Path.of(arguments[0]).toFile(), password);
    String alias = file.aliases().nextElement();
    Provider provider =
        Security.getProvider("SunPKCS11")
            .configure("--name = filling\nlibrary = %s\nslotListIndex = 0\n".formatted(LIBRARY));
    KeyStore token = KeyStore.getInstance("PKCS11", provider);
    token.load(null, PIN.toCharArray());
    token.setKeyEntry(
        "signer", (PrivateKey) file.getKey(alias, password), null, file.getCertificateChain(alias));
    token.store(null, null);
  }
}
