package org.migrationauditor.command.runbook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.migrationauditor.command.action.process.GivenSecret;
import org.migrationauditor.command.action.process.PatternSearch;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.command.action.terminal.Reply;

/**
 * Reads how a script's prompts are answered: what is expected, and a line, an option or a secret.
 */
final class PromptReader {
  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([^{}]*)}");
  private static final int LONGEST_PATTERN = 500;
  private static final int MOST_TIMES = 99;

  private final Scope scope;
  private final Mistakes mistakes;

  PromptReader(Scope scope, Mistakes mistakes) {
    this.scope = scope;
    this.mistakes = mistakes;
  }

  Fill<PromptRule> read(YamlNode node, String path) {
    Fields fields = Fields.of(node, path, mistakes);
    String expects = expects(fields);
    Fill<Reply> reply = reply(fields);
    int times = times(fields);
    fields.refuseRest();
    return values -> new PromptRule(expects, reply.with(values), times);
  }

  private static String expects(Fields fields) {
    String expects = fields.text("expects");
    if (expects.contains("${")) {
      fields.mistake(
          "expects", "names a parameter, whose value would be read as a pattern; drop it");
    } else if (expects.length() > LONGEST_PATTERN) {
      fields.mistake(
          "expects",
          String.format(
              Locale.ROOT,
              "has %d characters; at most %d are read",
              expects.length(),
              LONGEST_PATTERN));
    } else if (PatternSearch.of(expects).isEmpty()) {
      fields.mistake("expects", "is no regular expression; correct it");
    }
    return expects;
  }

  private Fill<Reply> reply(Fields fields) {
    if (fields.has("answer") == fields.has("option")) {
      fields.mistake("answer", "and 'option': one of them must be there; write one");
    }
    TemplateFields templates = new TemplateFields(fields, scope, mistakes);
    if (fields.has("option")) {
      Fill<String> option = templates.line("option");
      fields.optionalTextOrEmpty("answer"); // known here, and told above
      return values -> new Reply.Option(option.with(values));
    }
    Matcher secret = SECRET.matcher(fields.peek("answer"));
    if (secret.matches()) {
      String name = fields.text("answer").substring(secret.start(1), secret.end(1));
      if (!GivenSecret.NAME.matcher(name).matches()) {
        fields.mistake(
            "answer",
            "%s is no name of a secret; write capital letters, digits and '_'"
                .formatted(Shown.quoted(name)));
      }
      return values -> new Reply.Secret(name);
    }
    Fill<String> text = templates.line("answer");
    return values -> new Reply.Text(text.with(values));
  }

  private static int times(Fields fields) {
    String text = fields.optionalText("times");
    if (text == null) {
      return 1;
    }
    if (!text.matches("[1-9]\\d?")) {
      fields.mistake(
          "times",
          String.format(
              Locale.ROOT, "%s is no number from 1 to %d", Shown.quoted(text), MOST_TIMES));
      return 1;
    }
    return Integer.parseInt(text);
  }
}
