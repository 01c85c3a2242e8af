package org.migrationauditor.verifier.index;

import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.http.Credentials;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * The metadata index of Kaapana. The rest of an address is that of the index. Secrets: {@code
 * AUDITOR_OPENSEARCH_TOKEN}, or {@code AUDITOR_OPENSEARCH_USER} and {@code _PASSWORD}, or those of
 * {@link Credentials#from}.
 */
public final class IndexScheme implements ArchiveScheme {
  @Override
  public String scheme() {
    return "opensearch";
  }

  @Override
  public View view() {
    return View.METADATA_INDEX;
  }

  @Override
  public String meaning() {
    return "an index of Kaapana in Elasticsearch or OpenSearch, one document per series";
  }

  @Override
  public String example() {
    return "opensearch:https://kaapana.example.org/os/meta-index";
  }

  @Override
  public InventorySource open(String rest, Access access) {
    return new IndexSource(
        new Web(
            Web.address(rest, "address of scheme 'opensearch'"),
            Credentials.from(access.secrets(), "AUDITOR_OPENSEARCH")));
  }
}
