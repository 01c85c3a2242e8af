package org.migrationauditor.reports.check;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PdfSignatureField;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.CertificateFace;
import org.migrationauditor.signatures.Chain;
import org.migrationauditor.signatures.Check;
import org.migrationauditor.signatures.ReportSignature;

/**
 * Whether the certificates of the signers lead to ones that the reader trusts (ETSI EN 319 102-1).
 * Nobody is asked: what is known of revocation is what the file holds.
 */
final class TrustCheck {
  static final String WHAT = "trust";
  static final String REVOCATION = "revocation";
  private static final Set<SubIndication> STRANGER =
      Set.of(
          SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
          SubIndication.NO_CERTIFICATE_CHAIN_FOUND_NO_POE);
  private static final Set<SubIndication> REVOKED =
      Set.of(SubIndication.REVOKED, SubIndication.REVOKED_NO_POE, SubIndication.REVOKED_CA_NO_POE);

  /** Also said of a chain that is sound but for what is not known of revocation. */
  private static final Set<SubIndication> PERHAPS_UNHEARD =
      Set.of(SubIndication.TRY_LATER, SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);

  private final List<Check> checks = new ArrayList<>();

  private TrustCheck() {}

  /** Two answers for each signature, in the order of the file: trust and revocation. */
  static List<Check> of(
      byte[] pdf, List<X509Certificate> trusted, List<ReportSignature> signatures) {
    TrustCheck check = new TrustCheck();
    try {
      check.validate(pdf, trusted, signatures);
    } catch (RuntimeException e) {
      check.checks.add(
          Check.unknown(WHAT, "it could not be worked out; do not rely on who signed"));
    }
    return check.checks;
  }

  private void validate(
      byte[] pdf, List<X509Certificate> trusted, List<ReportSignature> signatures) {
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    trusted.forEach(certificate -> anchors.addCertificate(new CertificateToken(certificate)));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(anchors);
    verifier.setAIASource(null); // else it asks an address that the file names
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf));
    validator.setCertificateVerifier(verifier);
    Reports reports = validator.validateDocument();
    for (ReportSignature signature : signatures) {
      if (!signature.documentStamp()) {
        of(signature, validator.getSignatures())
            .ifPresentOrElse(
                found -> judge(signature.field(), found, reports, leads(found, trusted)),
                () -> lost(signature.field()));
      }
    }
  }

  private void judge(String field, AdvancedSignature found, Reports reports, boolean leads) {
    SimpleReport simple = reports.getSimpleReport();
    CertificateWrapper signer =
        reports.getDiagnosticData().getSignatureById(found.getId()).getSigningCertificate();
    judge(
        field,
        simple.getIndication(found.getId()),
        simple.getSubIndication(found.getId()),
        leads,
        signer != null && signer.isRevocationDataAvailable());
  }

  private void lost(String field) {
    checks.add(
        Check.unknown(WHAT, field + ": another program does not see it; who signed is open"));
  }

  private static Optional<AdvancedSignature> of(
      ReportSignature wanted, List<AdvancedSignature> all) {
    return all.stream()
        .filter(each -> field(each).equals(wanted.field()))
        .filter(
            each ->
                each.getSigningCertificateToken() != null
                    && CertificateFace.of(each.getSigningCertificateToken().getCertificate())
                        .equals(wanted.signer()))
        .findFirst();
  }

  /** Whether the chain is sound, revocation apart. */
  private static boolean leads(AdvancedSignature signature, List<X509Certificate> trusted) {
    return Chain.leads(
        signature.getSigningCertificateToken().getCertificate(),
        signature.getCertificates().stream().map(CertificateToken::getCertificate).toList(),
        trusted);
  }

  private static String field(AdvancedSignature signature) {
    return signature instanceof PAdESSignature pades
        ? String.join(
            " ",
            pades.getPdfRevision().getFields().stream()
                .map(PdfSignatureField::getFieldName)
                .toList())
        : "signature";
  }

  private void judge(
      String field,
      Indication indication,
      @Nullable SubIndication why,
      boolean leads,
      boolean heard) {
    if (indication == Indication.TOTAL_PASSED) {
      checks.add(Check.passed(WHAT, field + ": its certificate leads to one that you trust"));
      checks.add(
          heard
              ? Check.passed(
                  REVOCATION, field + ": the file holds the answer that it was not revoked")
              : unheard(field));
    } else if (leads && why != null && PERHAPS_UNHEARD.contains(why)) {
      checks.add(Check.passed(WHAT, field + ": its certificate leads to one that you trust"));
      checks.add(unheard(field));
    } else if (why != null && STRANGER.contains(why)) {
      checks.add(
          Check.unknown(
              WHAT, field + ": its certificate leads to none that you trust; who signed is open"));
    } else if (why != null && REVOKED.contains(why)) {
      checks.add(Check.failed(REVOCATION, field + ": its certificate was revoked"));
    } else if (indication == Indication.TOTAL_FAILED) {
      checks.add(Check.failed(WHAT, "%s: it is not valid (%s)".formatted(field, why)));
    } else {
      checks.add(Check.unknown(WHAT, "%s: it is not proven (%s)".formatted(field, why)));
    }
  }

  private static Check unheard(String field) {
    return Check.unknown(
        REVOCATION,
        field
            + ": nothing in the file tells whether its certificate was revoked, and nobody was"
            + " asked");
  }
}
