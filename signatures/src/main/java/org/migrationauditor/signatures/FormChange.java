package org.migrationauditor.signatures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Ref;
import org.migrationauditor.signatures.Cos.Word;

/** Which form fields an update filled in or added, with the pages that show them. */
final class FormChange {
  private static final Set<String> PRINTED =
      Stream.of(SignatureField.values())
          .map(SignatureField::fieldName)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> SIGNING_SETS = Set.of("V", "AP");
  private static final Set<String> STAMP_HAS =
      Set.of("Type", "Subtype", "FT", "T", "F", "Rect", "P", "V", "AP");
  private static final Set<String> SIGNATURE_HAS =
      Set.of(
          "Type",
          "Filter",
          "SubFilter",
          "ByteRange",
          "Contents",
          "M",
          "Name",
          "Reason",
          "Location",
          "ContactInfo");

  private final Snapshot before;
  private final Snapshot after;
  private final @Nullable SignedRange closing;
  private final List<String> wrongs;
  private final Set<Integer> added;
  private final Set<Integer> explained = new HashSet<>();
  private int signatures;

  /**
   * @param closing the signature that one field may show; null if none may
   */
  FormChange(Snapshot before, Snapshot after, @Nullable SignedRange closing, List<String> wrongs) {
    this.before = before;
    this.after = after;
    this.closing = closing;
    this.wrongs = wrongs;
    this.added = new HashSet<>(after.numbers());
    added.removeAll(before.numbers());
  }

  /** Numbers of the objects whose change needs no other reason. */
  Set<Integer> explained() {
    return explained;
  }

  void compare() {
    form();
    Map<Integer, Dict> old = before.fields();
    Map<Integer, Dict> now = after.fields();
    if (!appended(before.items(before.form().get("Fields")))) {
      wrongs.add("the order of the form fields");
      return;
    }
    old.forEach((number, field) -> filled(number, field, after.dict(new Ref(number))));
    List<Cos> stamps = new ArrayList<>();
    now.forEach(
        (number, field) -> {
          if (!old.containsKey(number)) {
            stamps.add(new Ref(number));
            stamp(number, field);
          }
        });
    pages(stamps);
    if (signatures > 1 || (signatures == 0 && closing != null)) {
      wrongs.add("%d form fields for one signature".formatted(signatures));
    }
  }

  /** Whether the fields are those of old and then others, each an object of its own. */
  private boolean appended(List<Cos> old) {
    List<Cos> now = after.items(after.form().get("Fields"));
    return now.size() >= old.size()
        && now.subList(0, old.size()).equals(old)
        && now.stream().allMatch(Ref.class::isInstance)
        && Set.copyOf(now).size() == now.size();
  }

  private void form() {
    Set<String> keys =
        Increment.differing(before.form(), after.form(), Set.of("Fields", "SigFlags"));
    keys.forEach(key -> wrongs.add("the form: " + key));
    if (!(after.form().get("SigFlags") instanceof Word) && !after.form().equals(before.form())) {
      wrongs.add("the form: SigFlags");
    }
    explain(before.catalog().get("AcroForm"), after.catalog().get("AcroForm"));
    explain(before.form().get("Fields"), after.form().get("Fields"));
  }

  private void filled(int number, Dict old, Dict now) {
    if (old.equals(now)) {
      return;
    }
    explained.add(number);
    String name = Snapshot.fieldName(old);
    if (old.get("V") != null) {
      wrongs.add("the signature in the field '%s' was replaced".formatted(name));
    } else if (!PRINTED.contains(name) || !old.named("FT", "Sig")) {
      wrongs.add("the form field '%s'".formatted(name));
    }
    for (String key : Increment.differing(old, now, SIGNING_SETS)) {
      wrongs.add("the form field '%s': %s".formatted(name, key));
    }
    signature(now, "Sig");
  }

  private void stamp(int number, Dict field) {
    explain(null, new Ref(number));
    String name = Snapshot.fieldName(field);
    boolean stamp =
        !PRINTED.contains(name)
            && field.named("FT", "Sig")
            && STAMP_HAS.containsAll(field.entries().keySet())
            && after.dict(field.get("V")).named("Type", "DocTimeStamp");
    if (!stamp) {
      wrongs.add("a signature in a field '%s' that was not printed for it".formatted(name));
    }
    if (stamp && !StampField.invisible(after, field)) {
      wrongs.add("the time stamp in the field '%s' shows something".formatted(name));
    }
    signature(field, stamp ? "DocTimeStamp" : "Sig");
  }

  private void signature(Dict field, String type) {
    signatures++;
    Dict signature = after.dict(field.get("V"));
    String name = Snapshot.fieldName(field);
    if (!(field.get("V") instanceof Ref ref) || !added.contains(ref.number())) {
      wrongs.add("the field '%s' shows a signature that was made for another".formatted(name));
    } else if (closing == null
        || !closing.names(signature)
        || !signature.named("Type", type)
        || !SIGNATURE_HAS.containsAll(signature.entries().keySet())) {
      wrongs.add("the field '%s' shows what is no signature of a report".formatted(name));
    }
    explain(null, field.get("V"));
    explained.addAll(after.reached(field.get("AP"), added));
  }

  private void pages(List<Cos> stamps) {
    for (int page : before.pages()) {
      Dict old = before.dict(new Ref(page));
      Dict now = after.dict(new Ref(page));
      List<Cos> annotations = new ArrayList<>(after.items(now.get("Annots")));
      annotations.removeIf(
          annotation ->
              stamps.contains(annotation) && !before.items(old.get("Annots")).contains(annotation));
      if (Increment.differing(old, now, Set.of("Annots")).isEmpty()
          && annotations.equals(before.items(old.get("Annots")))) {
        explained.add(page);
        explain(old.get("Annots"), now.get("Annots"));
      }
    }
  }

  /** An object may be changed for what it was before already, or if it is new. */
  private void explain(@Nullable Cos old, @Nullable Cos now) {
    if (now instanceof Ref ref && (now.equals(old) || added.contains(ref.number()))) {
      explained.add(ref.number());
    }
  }
}
