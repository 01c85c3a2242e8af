package org.migrationauditor.messages.migration;

/**
 * Keys of the metadata that every stored event carries, beside the time stamp in UTC. The values
 * are strings.
 */
public final class EventMetadata {
  /** Who asked: login, or the name given with {@code --as}. */
  public static final String WHO = "who";

  /** Host name. */
  public static final String HOST = "host";

  /** The kernel's boot id, which changes with every reboot; {@code unknown} where there is none. */
  public static final String BOOT_ID = "bootId";

  /** Offset of the host's clock from UTC, such as {@code +02:00}. */
  public static final String UTC_OFFSET = "utcOffset";

  /** Nanoseconds of a clock that is never set back; comparable within one boot of one host. */
  public static final String MONOTONIC_NANOS = "monotonicNanos";

  /** Version of this program. */
  public static final String TOOL = "tool";

  private EventMetadata() {}
}
