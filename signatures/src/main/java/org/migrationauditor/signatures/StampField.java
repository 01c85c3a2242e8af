package org.migrationauditor.signatures;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Stream;
import org.migrationauditor.signatures.Cos.Word;

/** The form field of a time stamp, which anybody may add and so must show nothing. */
final class StampField {
  private StampField() {}

  static boolean invisible(Snapshot document, Dict field) {
    List<Cos> box = document.items(field.get("Rect"));
    return box.size() == 4
        && box.stream().allMatch(side -> side instanceof Word w && w.text().matches("0(\\.0+)?"))
        && (field.get("AP") == null || drawsNothing(document, document.dict(field.get("AP"))));
  }

  private static boolean drawsNothing(Snapshot document, Dict look) {
    return look.entries().keySet().equals(Set.of("N")) && empty(document.resolved(look.get("N")));
  }

  private static boolean empty(@Nullable Cos drawn) {
    return drawn instanceof Stream stream && stream.bytes().remaining() == 0;
  }
}
