package org.migrationauditor.command.action.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.process.PatternSearch;
import org.migrationauditor.command.action.process.Secrets;
import org.migrationauditor.command.action.tree.PathBytes;

/** Answers a program's prompts by rule, and hands those that no rule answers to a person. */
final class Conversation {
  /** How long a program must have printed nothing, milliseconds. */
  private static final long SETTLED = 300;

  private static final long SETTLED_UNSEEN = 2_000;
  private static final long ASKED = 3_000;
  private static final long ASKED_UNSEEN = 30_000;
  private static final long LONGEST_PAUSE = 2_000;

  /** Removes what a line editor has filled in before. */
  private static final String CLEAR = "\u0015";

  private final Order order;
  private final Terminal terminal;
  private final List<PromptRule> rules;
  private final int[] used;
  private final List<String> secretsTyped = new ArrayList<>();
  private final Screen screen = new Screen();
  private int answered;
  private int asked;
  private long nextLook = SETTLED;
  private @Nullable Question question;

  /** The program's terminal, and what is told of it. */
  interface Terminal {
    TerminalLook look();

    void type(byte[] line) throws IOException;

    /** A prompt is answered. */
    void tell(String what, String how) throws IOException;

    /** What a person is asked; null when it is over. */
    void ask(@Nullable Question question) throws IOException;

    /** These are masked in everything that comes. */
    void mask(Secrets secrets);
  }

  Conversation(Order order, Terminal terminal) {
    this.order = order;
    this.terminal = terminal;
    rules = order.rules();
    used = new int[rules.size()];
    terminal.mask(secrets());
  }

  /** What a person typed. */
  record Typed(int number, String who, String secretName, String line) {}

  void printed(byte[] chunk) throws IOException {
    screen.add(chunk);
    nextLook = SETTLED;
    withdraw();
  }

  /** Nothing was printed for so long. */
  void quiet(long millis) throws IOException {
    if (millis < nextLook) {
      return;
    }
    nextLook = millis + Math.min(millis, LONGEST_PAUSE);
    TerminalLook look = terminal.look();
    if (look.reading() == TerminalLook.Reading.NO) {
      withdraw(); // it may have waited for a time only
      return;
    }
    boolean seen = look.reading() == TerminalLook.Reading.YES;
    if (question != null || (!seen && (millis < SETTLED_UNSEEN || !screen.unfinished()))) {
      return;
    }
    Optional<String> why = answered(look);
    if (why.isPresent() && millis >= (seen ? ASKED : ASKED_UNSEEN)) {
      String prompt = PathBytes.shown(secrets().maskedUnfinished(screen.prompt()));
      question = new Question(++asked, prompt, why.get(), look.hidden());
      terminal.ask(question);
    }
  }

  /** A person typed something; it counts if it is for the prompt that is waited at. */
  void typed(Typed typed) throws IOException {
    Question open = question;
    if (open == null || open.number() != typed.number()) {
      return;
    }
    TerminalLook look = terminal.look();
    if (look.reading() == TerminalLook.Reading.NO) {
      withdraw();
      return;
    }
    boolean secret = open.hidden() || !typed.secretName().isEmpty();
    if (secret) {
      secretsTyped.add(typed.line());
      terminal.mask(secrets());
    }
    String how =
        typed.secretName().isEmpty()
            ? secret ? "by %s with a line that nobody sees" : "by %s with a line of text"
            : "by %s with secret '" + typed.secretName() + "'";
    type(typed.line(), look.editor(), "which no rule answers", how.formatted(typed.who()));
    withdraw();
  }

  /** Answers by rule; where that is not possible, says why. */
  private Optional<String> answered(TerminalLook look) throws IOException {
    String why = "no rule expects it";
    for (int i = 0; i < rules.size(); i++) {
      PromptRule rule = rules.get(i);
      PatternSearch.Result found =
          PatternSearch.of(rule.expects())
              .map(search -> search.in(screen.prompt()))
              .orElse(PatternSearch.Result.NOT_FOUND);
      String name = String.format(Locale.ROOT, "rule %d ", i + 1);
      if (found == PatternSearch.Result.TOO_HARD) {
        why = name + "is too hard to search for in it";
      } else if (found == PatternSearch.Result.FOUND) {
        Optional<String> line = line(rule.reply());
        if (used[i] >= rule.times()) {
          why = name + String.format(Locale.ROOT, "answered it %d times already", used[i]);
        } else if (line.isEmpty()) {
          why = name + "cannot: " + missing(rule.reply());
        } else {
          used[i]++;
          type(
              line.get(),
              look.editor(),
              name + "expects ('" + rule.expects() + "')",
              how(rule.reply(), line.get()));
          return Optional.empty();
        }
      }
    }
    return Optional.of(why);
  }

  private Optional<String> line(Reply reply) {
    return switch (reply) {
      case Reply.Text text -> Optional.of(text.text());
      case Reply.Option option -> screen.option(option.text());
      case Reply.Secret secret -> Optional.ofNullable(order.secrets().get(secret.name()));
    };
  }

  private static String missing(Reply reply) {
    return switch (reply) {
      case Reply.Text text -> "it has no answer";
      case Reply.Option option -> "the menu above it has not one option '" + option.text() + "'";
      case Reply.Secret secret -> "secret '" + secret.name() + "' was not given";
    };
  }

  private static String how(Reply reply, String line) {
    return switch (reply) {
      case Reply.Text text -> "with '" + line + "'";
      case Reply.Option option -> "with option '" + option.text() + "', by its number " + line;
      case Reply.Secret secret -> "with secret '" + secret.name() + "'";
    };
  }

  /** It is told before it is done: there is no instant at which something was typed unrecorded. */
  private void type(String line, boolean editor, String which, String how) throws IOException {
    answered++;
    terminal.tell(
        String.format(
            Locale.ROOT, "prompt %d of the script, which %s, is answered", answered, which),
        how);
    screen.clear();
    nextLook = SETTLED;
    terminal.type(((editor ? CLEAR : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing is asked any more. */
  void ended() throws IOException {
    withdraw();
  }

  private void withdraw() throws IOException {
    if (question != null) {
      question = null;
      terminal.ask(null);
    }
  }

  private Secrets secrets() {
    List<String> known = new ArrayList<>(order.secrets().values());
    known.addAll(secretsTyped);
    return new Secrets(order.argv(), known);
  }
}
