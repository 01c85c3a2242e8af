package org.migrationauditor.signatures;

import java.util.function.UnaryOperator;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Ref;

/**
 * A change to a report that was signed as prepared and as reviewed.
 *
 * @param saying words of the answer that name it
 */
public record Attack(String saying, UnaryOperator<Update> change) {

  @Override
  public String toString() {
    return saying;
  }

  /** Each of them. */
  public static Attack[] all() {
    return new Attack[] {
      new Attack("what page 1 shows was replaced", u -> u.putStream(pageContents(u), "q Q")),
      new Attack("page 1 was replaced", u -> u.set(firstPage(u), "Rotate", "180")),
      new Attack(
          "page 1 was replaced",
          u -> u.set(firstPage(u), "Annots", "[%d 0 R]".formatted(u.field("reviewed")))),
      new Attack("an attachment was replaced", u -> u.putStream(u.typed("EmbeddedFile"), "{}")),
      new Attack("the attachment '", u -> u.set(u.typed("Filespec"), "UF", "(other.json)")),
      new Attack("the catalogue: OpenAction", u -> u.set(u.root(), "OpenAction", "[1 0 R /Fit]")),
      new Attack("the catalogue: Perms", u -> u.set(u.root(), "Perms", "<< >>")),
      new Attack(
          "what was heard of certificates holds something else",
          u ->
              u.putStream(u.free(), "no certificate")
                  .set(u.root(), "DSS", "<< /Certs [%d 0 R] >>".formatted(u.free() - 1))),
      new Attack("was added", u -> u.put(u.free(), "(nobody shows this)")),
      new Attack("the form: NeedAppearances", Attack::appearances),
      new Attack("the order of the form fields", Attack::withoutTheLastField),
      new Attack("'approved': Rect", u -> u.set(u.field("approved"), "Rect", "[0 0 600 800]")),
      new Attack("'approved': T", u -> u.set(u.field("approved"), "T", "(other)")),
      new Attack("'approved': Kids", u -> u.set(u.field("approved"), "Kids", "[]")),
      new Attack("the field 'reviewed' was replaced", u -> u.put(u.field("reviewed"), "<< >>")),
      new Attack(
          "the field 'approved' shows a signature that was made for another",
          u -> u.set(u.field("approved"), "V", value(u, "reviewed"))),
      new Attack(
          "the signature in the field 'prepared' was replaced",
          u -> u.set(u.field("prepared"), "V", value(u, "reviewed")))
    };
  }

  private static int firstPage(Update u) {
    return u.now().pages().getFirst();
  }

  private static int pageContents(Update u) {
    Cos contents = u.now().dict(new Ref(firstPage(u))).get("Contents");
    return Update.number(contents instanceof Ref ? contents : u.now().items(contents).getFirst());
  }

  private static String value(Update u, String field) {
    return Update.number(u.now().dict(new Ref(u.field(field))).get("V")) + " 0 R";
  }

  private static Update appearances(Update u) {
    Dict form = u.now().form();
    String text = Update.text(form);
    return u.set(
        u.root(), "AcroForm", text.substring(0, text.length() - 2) + "/NeedAppearances true >>");
  }

  private static Update withoutTheLastField(Update u) {
    String fields = "[%d 0 R %d 0 R]".formatted(u.field("prepared"), u.field("reviewed"));
    return u.set(u.root(), "AcroForm", "<< /SigFlags 3 /Fields %s >>".formatted(fields));
  }
}
