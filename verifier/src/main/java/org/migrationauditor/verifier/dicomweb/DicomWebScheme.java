package org.migrationauditor.verifier.dicomweb;

import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * A PACS by its DICOMweb services. The rest of an address is the address of the services, and
 * {@code ?content=yes} behind it retrieves each instance too. Secrets: {@code
 * AUDITOR_DICOMWEB_TOKEN}, or {@code AUDITOR_DICOMWEB_USER} and {@code _PASSWORD}, or those of
 * {@link Credentials#from}.
 */
public final class DicomWebScheme implements ArchiveScheme {
  private static final String CONTENT = "?content=yes";

  @Override
  public String scheme() {
    return "dicomweb";
  }

  @Override
  public View view() {
    return View.DICOMWEB;
  }

  @Override
  public String meaning() {
    return "a PACS as QIDO-RS lists it; with " + CONTENT + " each instance is retrieved and read";
  }

  @Override
  public String example() {
    return "dicomweb:https://kaapana.example.org/dcm4chee-arc/aets/KAAPANA/rs";
  }

  @Override
  public InventorySource open(String rest, Access access) {
    boolean content = rest.endsWith(CONTENT);
    String address = content ? rest.substring(0, rest.length() - CONTENT.length()) : rest;
    Web web =
        new Web(
            Web.address(address, "address of scheme 'dicomweb'"),
            Credentials.from(access.secrets(), "AUDITOR_DICOMWEB"));
    return new DicomWebSource(web, access.key(), content);
  }
}
