package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.migrationauditor.messages.Verdict;
import org.migrationauditor.messages.inventory.ExpectedChange;
import org.migrationauditor.messages.inventory.FindingCode;

/** Reads a difference that a comparison announces. */
final class ExpectedChangeReader {
  private static final String STUDY = "study:";
  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)+");
  private static final int LONGEST_UID = 64;

  private static final FindingCode[] ANNOUNCEABLE =
      Arrays.stream(FindingCode.values())
          .filter(code -> code.verdict() == Verdict.FAILED)
          .toArray(FindingCode[]::new);

  private final Mistakes mistakes;

  ExpectedChangeReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A change, and whether it is told by its study. */
  record Announced(ExpectedChange change, boolean study) {}

  Announced read(YamlNode node, String path) {
    Fields fields = Fields.of(node, path, mistakes);
    FindingCode code = Words.read(fields, "code", ANNOUNCEABLE, FindingCode.EXTRA);
    String key = fields.text("key");
    String reason = fields.text("reason");
    List<String> attributes = attributes(fields, code);
    fields.refuseRest();
    mistake(key).ifPresent(text -> fields.mistake("key", text));
    return new Announced(new ExpectedChange(code, key, reason, attributes), study(key));
  }

  /** A key of what may be in an inventory, in which nothing else may be. */
  String only(YamlNode node, String path) {
    String key = node instanceof YamlNode.Text text ? text.value().strip() : "";
    mistake(key.isEmpty() ? "*" : key).ifPresent(text -> mistakes.add(node.place(), path, text));
    return key;
  }

  static boolean study(String key) {
    return key.startsWith(STUDY);
  }

  private static Optional<String> mistake(String key) {
    if (study(key)) {
      String uid = key.substring(STUDY.length());
      return uid.length() > LONGEST_UID || !UID.matcher(uid).matches()
          ? Optional.of("%s is no study instance UID; correct it".formatted(Shown.quoted(uid)))
          : Optional.empty();
    }
    if (key.contains("${")) {
      return Optional.of("names a parameter, whose value would be read as a glob; drop it");
    }
    return !key.isEmpty() && key.replaceAll("[*?/]", "").isEmpty()
        ? Optional.of("would announce everything; write the part that is expected")
        : Optional.empty();
  }

  /** Tags of the attributes that may change; any may where none is named. */
  private static List<String> attributes(Fields fields, FindingCode code) {
    List<String> tags = new ArrayList<>();
    for (String text : fields.texts("attributes")) {
      String tag = text.toLowerCase(Locale.ROOT);
      if (ExpectedChange.isTag(tag)) {
        tags.add(tag);
      } else if (!text.isEmpty()) {
        fields.mistake(
            "attributes",
            "%s is no tag; write it as '(0010,0010)', in quotes".formatted(Shown.quoted(text)));
      }
    }
    if (fields.has("attributes") && code != FindingCode.PIXELS_SAME) {
      fields.mistake(
          "attributes", "goes with code PIXELS_SAME, not with %s; drop it".formatted(code));
      return List.of();
    }
    return tags;
  }
}
