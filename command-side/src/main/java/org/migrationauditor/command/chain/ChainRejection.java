package org.migrationauditor.command.chain;

import org.migrationauditor.messages.migration.ChainId;

/**
 * A command for a chain was refused, and no event was stored. The message is one sentence for the
 * person who asked: what stands in the way, with the next step.
 */
public final class ChainRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Code {
    /** No chain of that name was planned. */
    UNKNOWN_CHAIN,
    /** The name is taken by another chain. */
    OTHER_PLAN,
    /** The chain has no links. */
    NO_LINKS,
    /** The command does not say who asks. */
    NO_CALLER,
    /** Every link has passed. */
    COMPLETED,
    /** Another link comes first. */
    OUT_OF_ORDER,
    /** The runbook is not that of the link. */
    OTHER_RUNBOOK,
    /** The migration is or was a link of this chain. */
    NAME_TAKEN,
    /** The migration of the link has begun and is not at its end. */
    LINK_OPEN,
    /** The migration of the link is at its end, and its data is not proven. */
    LINK_NOT_PASSED,
    /** The migration is no link of the chain, or another has replaced it. */
    NOT_A_LINK,
    /** There is no link before it with which it could be compared. */
    FIRST_LINK
  }

  private final Code code;
  private final ChainId chainId;

  private ChainRejection(Code code, ChainId chainId, String message) {
    super(message);
    this.code = code;
    this.chainId = chainId;
  }

  public static ChainRejection of(Code code, ChainId chainId, String what) {
    return new ChainRejection(code, chainId, "chain '%s': %s".formatted(chainId, what));
  }

  public Code code() {
    return code;
  }

  public ChainId chainId() {
    return chainId;
  }
}
