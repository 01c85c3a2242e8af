package org.migrationauditor.command.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.migrationauditor.command.chain.ChainRejection;
import org.migrationauditor.command.migration.MigrationRejection;
import org.migrationauditor.messages.migration.ChainId;
import org.migrationauditor.messages.migration.EventMetadata;
import org.migrationauditor.messages.migration.MigrationId;

/**
 * Sends commands, to chains as well, so that their events say who asked, where, when and with what.
 * Thread-safe.
 */
public final class MigrationCommands {
  private static final String UNKNOWN = "unknown";
  private static final Pattern BOOT_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final int TRIES = 5;

  private final CommandGateway gateway;
  private final String toolVersion;
  private final String host = HostName.get();
  private final Clock clock = Clock.system(ZoneId.systemDefault());

  public MigrationCommands(CommandGateway gateway, String toolVersion) {
    this.gateway = gateway;
    this.toolVersion = toolVersion;
  }

  /**
   * Has the command decided on and its events stored, or none of them. When another process added
   * to the migration at the same moment, it is decided on again.
   *
   * @throws MigrationRejection when it was refused; also of a migration that was never planned
   * @throws ChainRejection as well, of a chain
   */
  public void send(Object command, Caller caller) {
    for (int left = TRIES; ; left--) {
      try {
        gateway.sendAndWait(message(command, caller));
        return;
      } catch (RuntimeException e) {
        boolean overtaken =
            caused(e, ConcurrencyException.class, AggregateStreamCreationException.class);
        if (!overtaken || left == 1) {
          throw plain(e);
        }
      }
    }
  }

  /** The kernel's boot id from that file; {@code unknown} when there is none that can be read. */
  public static String currentBootId(Path bootIdFile) {
    String id = KernelFile.line(bootIdFile);
    return BOOT_ID.matcher(id).matches() ? id : UNKNOWN;
  }

  private CommandMessage<Object> message(Object command, Caller caller) {
    return GenericCommandMessage.asCommandMessage(command)
        .andMetaData(
            Map.of(
                EventMetadata.WHO, caller.who(),
                EventMetadata.HOST, host,
                EventMetadata.BOOT_ID, caller.bootId(),
                EventMetadata.UTC_OFFSET, offset(),
                EventMetadata.MONOTONIC_NANOS, Long.toString(System.nanoTime()),
                EventMetadata.TOOL, toolVersion));
  }

  /** Such as {@code +02:00}, and {@code +00:00} rather than {@code Z}. */
  private String offset() {
    String id = clock.getZone().getRules().getOffset(clock.instant()).getId();
    return "Z".equals(id) ? "+00:00" : id;
  }

  private static boolean caused(Throwable e, Class<?>... types) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      for (Class<?> type : types) {
        if (type.isInstance(cause)) {
          return true;
        }
      }
    }
    return false;
  }

  private static RuntimeException plain(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case MigrationRejection rejection -> {
          return rejection;
        }
        case ChainRejection rejection -> {
          return rejection;
        }
        case AggregateNotFoundException absent -> {
          return unknown(String.valueOf(absent.getAggregateIdentifier()));
        }
        default -> {}
      }
    }
    return e;
  }

  private static RuntimeException unknown(String stream) {
    String what = "it was never planned; nothing was done, look at the list of %s";
    return ChainId.isStream(stream)
        ? ChainRejection.of(
            ChainRejection.Code.UNKNOWN_CHAIN, ChainId.ofStream(stream), what.formatted("chains"))
        : MigrationRejection.of(
            MigrationRejection.Code.UNKNOWN_MIGRATION,
            new MigrationId(stream),
            what.formatted("migrations"));
  }
}
