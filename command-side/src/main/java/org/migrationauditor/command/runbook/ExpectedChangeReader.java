package org.migrationauditor.command.runbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    boolean study = key.startsWith(STUDY);
    if (study) {
      String uid = key.substring(STUDY.length());
      if (uid.length() > LONGEST_UID || !UID.matcher(uid).matches()) {
        fields.mistake(
            "key", "%s is no study instance UID; correct it".formatted(Shown.quoted(uid)));
      }
    } else if (key.contains("${")) {
      fields.mistake("key", "names a parameter, whose value would be read as a glob; drop it");
    } else if (!key.isEmpty() && key.replaceAll("[*?/]", "").isEmpty()) {
      fields.mistake("key", "would announce everything; write the part that is expected");
    }
    return new Announced(new ExpectedChange(code, key, reason, attributes), study);
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
