package org.migrationauditor.command.runbook;

import java.util.Arrays;
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
    return new Announced(new ExpectedChange(code, key, reason), study);
  }
}
