package org.migrationauditor.command.action.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.migrationauditor.command.action.process.Secrets;

final class ConversationTest {
  private static final long LONG = 60_000;
  private static final PromptRule YES = new PromptRule("sure\\? $", new Reply.Text("yes"), 1);
  private static final PromptRule UNDEPLOY =
      new PromptRule("option: $", new Reply.Option("Undeploy"), 1);

  private final Desk desk = new Desk();

  private static final class Desk implements Conversation.Terminal {
    final List<String> typed = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<Question> asked = new ArrayList<>();
    TerminalLook look = new TerminalLook(TerminalLook.Reading.YES, false, false);
    @Nullable Question open;
    Secrets secrets = new Secrets(List.of());

    @Override
    public TerminalLook look() {
      return look;
    }

    @Override
    public void type(byte[] line) {
      typed.add(new String(line, StandardCharsets.UTF_8));
    }

    @Override
    public void tell(String what, String how) {
      told.add(what + ": " + how);
    }

    @Override
    public void ask(@Nullable Question question) {
      open = question;
      if (question != null) {
        asked.add(question);
      }
    }

    @Override
    public void mask(Secrets all) {
      secrets = all;
    }
  }

  private Conversation with(PromptRule... rules) {
    return new Conversation(
        new Order(List.of("/x"), List.of(rules), Map.of("GIVEN", "geheim")), desk);
  }

  private void prints(Conversation conversation, String text) throws IOException {
    conversation.printed(text.getBytes(StandardCharsets.UTF_8));
    conversation.quiet(LONG);
  }

  @Test
  void aPromptInColourIsAnsweredOnceAndThenAPersonIsAsked() throws IOException {
    Conversation conversation = with(YES);
    prints(conversation, "a\r\n\u001b[1;33mAre you sure?\u001b[0m ");
    prints(conversation, "yes\r\nAre you sure? ");

    assertThat(desk.typed).containsExactly("yes\n");
    assertThat(desk.told)
        .containsExactly(
            "prompt 1 of the script, which rule 1 expects ('sure\\? $'), is answered: with 'yes'");
    assertThat(desk.asked)
        .containsExactly(
            new Question(1, "Are you sure? ", "rule 1 answered it 1 times already", false));
  }

  @Test
  void theNumberOfAnOptionIsTakenFromTheMenuRightAboveThePrompt() throws IOException {
    Conversation conversation = with(UNDEPLOY);
    prints(conversation, "2) Undeploy\nold\n1) Quit\n 7) Undeploy \n2) Undeploy all\noption: ");

    assertThat(desk.typed).containsExactly("7\n");
  }

  @Test
  void anOptionThatIsMissingOrThereTwiceIsLeftToAPerson() throws IOException {
    for (String menu :
        List.of("1) Re-install\n", "1) Undeploy\n2) Undeploy\n", "1) undeploy\n", "")) {
      prints(with(UNDEPLOY), menu + "option: ");
    }

    assertThat(desk.typed).isEmpty();
    assertThat(desk.asked).hasSize(4);
  }

  @Test
  void nothingIsAnsweredWhileTheProgramDoesNotRead() throws IOException {
    desk.look = new TerminalLook(TerminalLook.Reading.NO, false, false);
    prints(with(YES), "sure? ");

    assertThat(desk.typed).isEmpty();
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void whereTheKernelDoesNotTellSilenceAfterAnUnfinishedLineDecides() throws IOException {
    desk.look = new TerminalLook(TerminalLook.Reading.UNKNOWN, false, false);
    prints(with(YES), "sure?\n");
    assertThat(desk.asked).isEmpty();
    prints(with(YES), "other? ");
    assertThat(desk.asked).hasSize(1);
    prints(with(YES), "sure? ");
    assertThat(desk.typed).containsExactly("yes\n");
  }

  @Test
  void whatALineEditorFilledInIsRemovedFirst() throws IOException {
    desk.look = new TerminalLook(TerminalLook.Reading.YES, false, true);
    prints(with(new PromptRule("sure\\?", new Reply.Text("no"), 1)), "sure? yes");

    assertThat(desk.typed).containsExactly("\u0015no\n");
  }

  @Test
  void anAnswerToAnotherPromptIsNotTypedAndAnotherProgramsSecretIsMasked() throws IOException {
    desk.look = new TerminalLook(TerminalLook.Reading.YES, true, false);
    Conversation conversation = with();
    prints(conversation, "PIN: ");
    conversation.printed("too late\nPUK of geheim: ".getBytes(StandardCharsets.UTF_8));
    assertThat(desk.open).isNull();
    conversation.quiet(LONG);
    conversation.typed(new Conversation.Typed(1, "olga", "", "1234"));
    assertThat(desk.typed).isEmpty();
    conversation.typed(new Conversation.Typed(2, "olga", "", "5678"));

    assertThat(desk.asked).extracting(Question::prompt).containsExactly("PIN: ", "PUK of ***: ");
    assertThat(desk.typed).containsExactly("5678\n");
    assertThat(desk.secrets.masked("it was 5678")).isEqualTo("it was ***");
    assertThat(desk.told.toString()).contains("a line that nobody sees").doesNotContain("5678");
  }

  @Test
  void aPromptThatTheProgramWaitsAtNoLongerIsAskedNoLonger() throws IOException {
    Conversation conversation = with();
    prints(conversation, "PIN: ");
    desk.look = new TerminalLook(TerminalLook.Reading.NO, false, false);
    conversation.typed(new Conversation.Typed(1, "olga", "", "1234"));

    assertThat(desk.typed).isEmpty();
    assertThat(desk.open).isNull();
  }

  @Test
  void anExpressionThatNeverEndsIsGivenUp() throws IOException {
    prints(with(new PromptRule("(a*)*\\1b", new Reply.Text("x"), 1)), "a".repeat(900) + "c");

    assertThat(desk.asked.getFirst().why()).isEqualTo("rule 1 is too hard to search for in it");
  }
}
