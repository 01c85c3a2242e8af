package org.migrationauditor.bundle;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.migrationauditor.evidence.bundle.BundledEvent;
import org.migrationauditor.evidence.bundle.BundledEvent.NamedReport;
import org.migrationauditor.evidence.bundle.MalformedBundleException;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.signatures.Identity;
import org.migrationauditor.signatures.ReportSignature;
import org.migrationauditor.signatures.SignatureField;
import org.migrationauditor.signatures.SignedFile;
import org.migrationauditor.signatures.Signer;

/**
 * That each report is as it was signed, nothing else came after its signatures, and who made them:
 * first the one whom its event names.
 */
final class SignatureCheck {
  private static final String WHAT = "signatures";

  /** What no bundle can settle, and does not make a report another one. */
  private static final Set<String> OPEN = Set.of(Identity.WHAT, SignedFile.NOT_SIGNED);

  private final Bag bag;
  private final Checks checks;
  private final Duration patience;

  /**
   * Of one bundle.
   *
   * @param patience how long one report is waited for; after the first that takes longer, no other
   *     is looked at
   */
  SignatureCheck(Bag bag, Checks checks, Duration patience) {
    this.bag = bag;
    this.checks = checks;
    this.patience = patience;
  }

  /** What an event tells of a report. */
  private record Told(long event, String signer) {}

  void check(List<BundledEvent> events) throws IOException {
    Map<String, List<Told>> reports = new LinkedHashMap<>();
    for (BundledEvent event : events) {
      NamedReport report = event.report().orElse(null);
      if (report != null && bag.file(report.path()) != null) {
        reports
            .computeIfAbsent(report.path(), path -> new ArrayList<>())
            .add(new Told(event.sequence(), report.signer()));
      }
    }
    int left = reports.size();
    for (Map.Entry<String, List<Told>> report : reports.entrySet()) {
      left--;
      if (!check(report.getKey(), report.getValue()) && left > 0) {
        checks.notChecked(
            WHAT,
            String.format(
                Locale.ROOT,
                "the %d other reports, since one took too long to be looked through",
                left));
        return;
      }
    }
  }

  /** Whether there was time enough. */
  private boolean check(String path, List<Told> events) throws IOException {
    SignedFile file;
    try {
      file = SignedFile.of(Part.whole(bag, path, SignedFile.LARGEST), patience);
    } catch (MalformedBundleException e) {
      checks.notChecked(WHAT, "'%s' %s, larger than any report".formatted(path, e.getMessage()));
      return true;
    }
    for (org.migrationauditor.signatures.Check told : file.checks()) {
      String sentence = "'%s': %s".formatted(path, told.sentence());
      if (told.verdict() == Verdict.FAILED) {
        checks.failed(WHAT, sentence);
      } else if (told.verdict() == Verdict.INDETERMINATE && !OPEN.contains(told.what())) {
        checks.notChecked(WHAT, sentence);
      }
    }
    if (file.intact() && byWhomEachEventTells(path, events, file.signatures().getFirst())) {
      checks.passed(
          WHAT,
          "'%s' is as it was signed, and nothing else came after: %s"
              .formatted(path, signers(file)));
    }
    return !file.tooSlow();
  }

  private boolean byWhomEachEventTells(String path, List<Told> events, ReportSignature first) {
    List<Told> others =
        events.stream().filter(told -> !told.signer().equals(first.signer().subject())).toList();
    for (Told told : others) {
      checks.failed(
          WHAT,
          "'%s' was signed first by %s; event %d tells that '%s' did"
              .formatted(path, who(first.signer()), told.event(), told.signer()));
    }
    return others.isEmpty();
  }

  private static String signers(SignedFile file) {
    return file.signatures().stream()
        .map(signature -> "%s %s".formatted(meaning(signature), who(signature.signer())))
        .collect(Collectors.joining("; "));
  }

  private static String meaning(ReportSignature signature) {
    if (signature.documentStamp()) {
      return "time stamp of";
    }
    for (SignatureField field : SignatureField.values()) {
      if (field.fieldName().equals(signature.field())) {
        return signature.field() + " by";
      }
    }
    return "signed (%s) by".formatted(signature.field());
  }

  private static String who(Signer signer) {
    return "'%s', certificate SHA-256 %s%s"
        .formatted(
            signer.subject(),
            signer.fingerprint(),
            signer.selfMade() ? ", a key that the program made itself" : "");
  }
}
