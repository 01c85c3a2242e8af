package org.migrationauditor.command.action.terminal;

/**
 * A prompt that is known, and its answer.
 *
 * @param expects regular expression, searched in the last line that the program left unfinished
 * @param times how often it may be answered at most, count; after that a person is asked
 */
public record PromptRule(String expects, Reply reply, int times) {}
