package org.migrationauditor.signatures;

import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Name;
import org.migrationauditor.signatures.Cos.Text;

/** What an object is, for a person who has never seen one. */
final class ObjectWords {
  private static final int LONGEST = 60;

  private ObjectWords() {}

  static String of(Snapshot document, int number) {
    int page = document.pages().indexOf(number);
    if (page >= 0) {
      return "page %d".formatted(page + 1);
    }
    int drawn = page(document, number);
    if (drawn > 0) {
      return "what page %d shows".formatted(drawn);
    }
    Dict dict = document.dict(document.object(number));
    if (dict.named("Type", "Filespec")) {
      return "the attachment '%s'".formatted(dict.get("F") instanceof Text t ? cut(t.bytes()) : "");
    }
    if (dict.named("Type", "EmbeddedFile")) {
      return "an attachment";
    }
    if (dict.named("Subtype", "Widget")) {
      return "the form field '%s'".formatted(cut(Snapshot.fieldName(dict)));
    }
    return dict.get("Type") instanceof Name type
        ? "object %d (%s)".formatted(number, cut(type.text()))
        : "object %d".formatted(number);
  }

  private static int page(Snapshot document, int number) {
    int n = 0;
    for (int page : document.pages()) {
      n++;
      Dict found = document.dict(document.object(page));
      Cos contents = found.get("Contents");
      if (new Cos.Ref(number).equals(contents)
          || document.items(contents).contains(new Cos.Ref(number))) {
        return n;
      }
    }
    return 0;
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LONGEST, text.length()));
  }
}
