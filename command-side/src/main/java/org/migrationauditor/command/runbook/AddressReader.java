package org.migrationauditor.command.runbook;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.messages.inventory.InventoryName;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.messages.migration.ActionKind;
import org.migrationauditor.verifier.Archives;
import org.migrationauditor.verifier.archive.ArchiveAddress;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.disk.FolderScheme;

/**
 * Reads an inventory of an archive that has an address. The scheme stands in the runbook, so that
 * the view is known before any value is; a folder is named by its path and no address.
 */
final class AddressReader {
  private AddressReader() {}

  static ActionReader.Draft inventory(@Nullable InventoryName name, TemplateFields fields) {
    String written = fields.fields().peek("address");
    Optional<ArchiveScheme> known =
        servers().filter(server -> written.startsWith(server.scheme() + ":")).findFirst();
    if (known.isEmpty()) {
      fields
          .fields()
          .mistake(
              "address",
              "%s is the address of no server or database; begin it with one of %s"
                  .formatted(
                      Shown.quoted(written),
                      servers().map(s -> s.scheme() + ":").collect(Collectors.joining(", "))));
    }
    View view = known.map(ArchiveScheme::view).orElse(View.FILES);
    Fill<String> text = fields.line("address");
    return new ActionReader.Draft(
        ActionKind.TAKE_INVENTORY,
        values ->
            new Action.TakeInventoryAt(
                Objects.requireNonNull(name), view, address(text.with(values))),
        name == null ? null : new ActionReader.Taken(name, view, fields.fields()),
        null,
        null);
  }

  /** An address of one scheme. */
  static Fill<ArchiveAddress> of(String scheme, TemplateFields fields, String name) {
    String written = fields.fields().peek(name);
    if (!written.startsWith(scheme + ":")) {
      fields
          .fields()
          .mistake(
              name,
              "%s is no address that begins with %s:; write one"
                  .formatted(Shown.quoted(written), scheme));
    }
    Fill<String> text = fields.line(name);
    return values -> address(text.with(values));
  }

  private static Stream<ArchiveScheme> servers() {
    return Archives.all().stream().filter(scheme -> !(scheme instanceof FolderScheme));
  }

  private static ArchiveAddress address(String text) {
    int colon = text.indexOf(':');
    try {
      return new ArchiveAddress(text.substring(0, colon), text.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw new RunbookException(List.of(String.valueOf(e.getMessage())));
    }
  }
}
