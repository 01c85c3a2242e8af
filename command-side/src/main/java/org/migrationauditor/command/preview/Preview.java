package org.migrationauditor.command.preview;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.action.Action;
import org.migrationauditor.command.action.ActionPerformer;
import org.migrationauditor.command.action.terminal.PromptRule;
import org.migrationauditor.command.action.terminal.Reply;
import org.migrationauditor.command.action.tree.PathBytes;
import org.migrationauditor.command.runbook.Plan;
import org.migrationauditor.command.runbook.Step;
import org.migrationauditor.messages.ContentDigest;

/** What a plan would do on this host. Nothing is changed, and no program is run. */
public final class Preview {
  private Preview() {}

  /**
   * SHA-256 of all that {@link #tell} tells but sizes and times, and of the runbook and its
   * parameters.
   */
  public static ContentDigest digest(Plan plan) {
    MessageDigest digest = sha256();
    add(digest, List.of(plan.runbook().value(), plan.digest().toString()));
    new TreeMap<>(plan.parameters()).forEach((name, value) -> add(digest, List.of(name, value)));
    for (Step step : plan.steps()) {
      PreviewedStep shown = shown(step, null);
      add(digest, List.of(shown.id(), shown.title(), shown.does()));
      add(digest, shown.answers());
      add(digest, shown.paths());
      add(digest, shown.sees());
    }
    return ContentDigest.of(digest.digest());
  }

  /**
   * Tells the steps in order, each as soon as what it passes over is measured.
   *
   * @param bytesPerSecond at which data is taken to be read and written
   */
  public static void tell(Plan plan, long bytesPerSecond, Consumer<PreviewedStep> told)
      throws InterruptedException {
    Trees trees = new Trees(bytesPerSecond);
    for (Step step : plan.steps()) {
      told.accept(shown(step, trees.pass(step.action())));
      trees.after(step.action());
    }
  }

  private static PreviewedStep shown(Step step, PreviewedStep.@Nullable Pass pass) {
    return new PreviewedStep(
        step.planned().stepId().value(),
        step.planned().guideStep(),
        step.planned().title(),
        ActionPerformer.summary(step.action()),
        step.action() instanceof Action.RunScript run
            ? run.prompts().stream().map(Preview::answer).toList()
            : List.of(),
        paths(step.action()),
        pass,
        step.observe().stream().map(ActionPerformer::question).toList());
  }

  private static String answer(PromptRule rule) {
    String reply =
        switch (rule.reply()) {
          case Reply.Text text -> "'" + text.text() + "'";
          case Reply.Option option -> "the number of option '" + option.text() + "'";
          case Reply.Secret secret -> "the secret " + secret.name();
        };
    return PathBytes.shown("'%s' with %s".formatted(rule.expects(), reply));
  }

  private static List<String> paths(Action action) {
    Path passed = Trees.passed(action);
    return Stream.concat(
            passed == null ? Stream.of() : Stream.of(passed), action.changed().stream())
        .distinct()
        .map(Preview::place)
        .toList();
  }

  /** A path, and where it leads when there is a link in it. */
  private static String place(Path path) {
    String shown = PathBytes.shown(path);
    for (Path there = path; there != null; there = there.getParent()) {
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
        try {
          Path real = there.toRealPath().resolve(there.relativize(path)).normalize();
          return real.equals(path) ? shown : shown + ", which is " + PathBytes.shown(real);
        } catch (IOException e) {
          return shown + ", which leads nowhere";
        }
      }
    }
    return shown;
  }

  private static void add(MessageDigest digest, List<String> texts) {
    digest.update((texts.size() + ";").getBytes(StandardCharsets.US_ASCII));
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
