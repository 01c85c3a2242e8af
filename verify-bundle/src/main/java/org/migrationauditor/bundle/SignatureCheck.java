package org.migrationauditor.bundle;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
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

  SignatureCheck(Bag bag, Checks checks) {
    this.bag = bag;
    this.checks = checks;
  }

  void check(List<BundledEvent> events) throws IOException {
    Set<String> seen = new HashSet<>();
    for (BundledEvent event : events) {
      NamedReport report = event.report().orElse(null);
      if (report != null && bag.file(report.path()) != null && seen.add(report.path())) {
        check(event, report);
      }
    }
  }

  private void check(BundledEvent event, NamedReport report) throws IOException {
    SignedFile file;
    try {
      file = SignedFile.of(Part.whole(bag, report.path(), SignedFile.LARGEST));
    } catch (MalformedBundleException e) {
      checks.notChecked(
          WHAT, "'%s' %s, larger than any report".formatted(report.path(), e.getMessage()));
      return;
    }
    for (org.migrationauditor.signatures.Check told : file.checks()) {
      String sentence = "'%s': %s".formatted(report.path(), told.sentence());
      if (told.verdict() == Verdict.FAILED) {
        checks.failed(WHAT, sentence);
      } else if (told.verdict() == Verdict.INDETERMINATE && !OPEN.contains(told.what())) {
        checks.notChecked(WHAT, sentence);
      }
    }
    boolean expected = byWhomTheEventTells(event, report, file);
    if (file.intact() && expected) {
      checks.passed(
          WHAT,
          "'%s' is as it was signed, and nothing else came after: %s"
              .formatted(report.path(), signers(file)));
    }
  }

  private boolean byWhomTheEventTells(BundledEvent event, NamedReport report, SignedFile file) {
    List<ReportSignature> found = file.signatures();
    if (found.isEmpty() || found.getFirst().signer().subject().equals(report.signer())) {
      return true;
    }
    checks.failed(
        WHAT,
        "'%s' was signed first by %s; event %d tells that '%s' did"
            .formatted(
                report.path(), who(found.getFirst().signer()), event.sequence(), report.signer()));
    return false;
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
