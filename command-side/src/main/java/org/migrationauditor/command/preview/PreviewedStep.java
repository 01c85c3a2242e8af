package org.migrationauditor.command.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as it would be performed.
 *
 * @param does one line, a command with its arguments; secrets are masked
 * @param answers to prompts of a script, by rule
 * @param paths that it reads or changes, each with where it leads when there is a link in it
 * @param pass over a tree; null when it passes over none
 * @param sees what is looked at afterwards
 */
public record PreviewedStep(
    String id,
    @Nullable String guideStep,
    String title,
    String does,
    List<String> answers,
    List<String> paths,
    @Nullable Pass pass,
    List<String> sees) {
  /**
   * What a step passes over. All is null when it cannot be known yet.
   *
   * @param bytes of files, as they are now, bytes
   * @param entries files, folders and links, count
   * @param seconds that it takes to read and write them; 0 where only entries count
   */
  public record Pass(@Nullable Long bytes, @Nullable Long entries, @Nullable Long seconds) {
    static final Pass UNKNOWN = new Pass(null, null, null);
  }

  public PreviewedStep {
    answers = List.copyOf(answers);
    paths = List.copyOf(paths);
    sees = List.copyOf(sees);
  }
}
