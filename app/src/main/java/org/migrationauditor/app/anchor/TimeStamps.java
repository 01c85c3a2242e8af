package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.messages.Verdict;

/** The time stamps of heads that a home keeps. */
public final class TimeStamps {
  static final String CERTIFICATES = "AUDITOR_TSA_CERTIFICATES";
  private static final String TOKEN = ".tst";
  private static final int MOST_BYTES = 1 << 20;

  private final Path folder;
  private final Set<X509Certificate> trusted;

  TimeStamps(Path folder, Set<X509Certificate> trusted) {
    this.folder = folder;
    this.trusted = Set.copyOf(trusted);
  }

  /**
   * A stamp that was looked at.
   *
   * @param head file of the head that it is of
   * @param verdict PASSED when it is sound and its authority trusted; INDETERMINATE when no one
   *     said whom to trust, or the authority leads to none of them
   * @param words time and authority, or what is wrong
   */
  public record Looked(Path head, Verdict verdict, String words) {}

  /**
   * Those of a home; trusted are the certificates of a PEM file that the environment names.
   *
   * @throws org.migrationauditor.app.platform.CommandFailure if it cannot be read
   */
  public static TimeStamps of(Home home, Function<String, @Nullable String> environment) {
    Optional<String> file = Settings.given(CERTIFICATES, environment);
    return new TimeStamps(
        folder(home), file.map(name -> certificates(Path.of(name))).orElse(Set.of()));
  }

  static Path folder(Home home) {
    return home.root().resolve("stamps");
  }

  static Path token(Path head) {
    return head.resolveSibling(head.getFileName() + TOKEN);
  }

  /** Looks at each, the oldest first. */
  public List<Looked> look() {
    List<Looked> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> file.toString().endsWith(".head"))
            .sorted()
            .map(this::look)
            .forEach(all::add);
      } catch (IOException | UncheckedIOException e) {
        all.add(new Looked(folder, Verdict.INDETERMINATE, "cannot be read"));
      }
    }
    return all;
  }

  private Looked look(Path head) {
    Path token = token(head);
    try {
      Stamp stamp = Stamp.read(bytes(token), bytes(head));
      boolean trust = stamp.leadsTo(trusted);
      return new Looked(
          head,
          trust ? Verdict.PASSED : Verdict.INDETERMINATE,
          "stamped at %s by %s%s"
              .formatted(
                  stamp.at(),
                  stamp.authority().getSubjectX500Principal(),
                  trust ? "" : ", which leads to no certificate of " + CERTIFICATES));
    } catch (UnusableStampException e) {
      return new Looked(head, Verdict.FAILED, "its time stamp " + e.getMessage());
    } catch (IOException e) {
      return new Looked(head, Verdict.INDETERMINATE, "it or its time stamp cannot be read");
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    }
  }

  private static Set<X509Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Set<X509Certificate> all = new HashSet<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .forEach(one -> all.add((X509Certificate) one));
      if (!all.isEmpty()) {
        return all;
      }
    } catch (IOException | CertificateException e) {
      throw Settings.unusable(CERTIFICATES, "is no PEM file with certificates");
    }
    throw Settings.unusable(CERTIFICATES, "is no PEM file with certificates");
  }
}
