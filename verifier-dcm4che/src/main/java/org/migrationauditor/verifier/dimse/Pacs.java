package org.migrationauditor.verifier.dimse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.UID;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Commands;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.DataWriterAdapter;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.NoPresentationContextException;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.jspecify.annotations.Nullable;

/**
 * A PACS that is asked one thing after another over one association, which is opened again when it
 * was lost. Everything waits for so long and no longer. For one thread.
 */
final class Pacs implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration RELEASE = Duration.ofSeconds(2);
  private static final long MAX_MATCHES = 4_000_000; // of one query, those of no use included
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
  private static final String CHECK = "check both AE titles, and that it knows this machine";

  private final DimseAddress address;
  private final Duration patience;
  private final ExecutorService threads = Executors.newCachedThreadPool(threads());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(threads());
  private final ApplicationEntity entity;
  private final Connection local = new Connection();
  private @Nullable Association association;

  /** Takes matches on the thread that asked. */
  @FunctionalInterface
  interface Found {
    /** Takes one; false when no more are wanted. */
    boolean found(Match match) throws InterruptedException;
  }

  /**
   * A PACS to which nothing is said yet.
   *
   * @param patience for which it may be silent
   */
  Pacs(DimseAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
    int millis = Math.toIntExact(patience.toMillis());
    local.setConnectTimeout((int) CONNECT.toMillis());
    local.setAcceptTimeout(millis);
    local.setSendTimeout(millis);
    local.setReleaseTimeout((int) RELEASE.toMillis());
    local.setSocketCloseDelay(0);
    entity = new ApplicationEntity(address.calling());
    entity.addConnection(local);
    Device device = new Device("auditor");
    device.addConnection(local);
    device.addApplicationEntity(entity);
    device.setExecutor(threads);
    device.setScheduledExecutor(clock);
  }

  /** What ends one of these threads ends its association, which is told where it matters. */
  private static ThreadFactory threads() {
    return task -> {
      Thread thread = new Thread(task, "dimse");
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((failed, cause) -> {});
      return thread;
    };
  }

  /** Asks whether it is there (C-ECHO). */
  void echo() throws DimseException, InterruptedException {
    Association open = association();
    Exchange exchange = new Exchange(open.nextMessageID());
    Ending ending =
        ask(
            open,
            exchange,
            UID.Verification,
            Commands.mkCEchoRQ(exchange.getMessageID(), UID.Verification),
            null,
            match -> true);
    if (!ending.complete()) {
      throw new DimseException("does not answer C-ECHO with success", CHECK);
    }
  }

  /**
   * Queries it (C-FIND), once more when the association turns out to have been closed meanwhile.
   *
   * @throws DimseException if it breaks off or falls silent
   */
  Ending find(Attributes identifier, Found found) throws DimseException, InterruptedException {
    boolean used = association != null && association.isReadyForDataTransfer();
    Association open = association();
    Exchange exchange = new Exchange(open.nextMessageID());
    try {
      return find(open, exchange, identifier, found);
    } catch (DimseException e) {
      if (!used || exchange.heard() || exchange.silent()) {
        throw e;
      }
      Association again = association();
      return find(again, new Exchange(again.nextMessageID()), identifier, found);
    }
  }

  private Ending find(Association open, Exchange exchange, Attributes identifier, Found found)
      throws DimseException, InterruptedException {
    Attributes command = Commands.mkCFindRQ(exchange.getMessageID(), FIND, Priority.NORMAL);
    return ask(open, exchange, FIND, command, identifier, found);
  }

  private Ending ask(
      Association open,
      Exchange exchange,
      String service,
      Attributes command,
      @Nullable Attributes identifier,
      Found found)
      throws DimseException, InterruptedException {
    try {
      PresentationContext context = open.pcFor(service, null);
      open.invoke(
          context,
          command,
          identifier == null ? null : new DataWriterAdapter(identifier),
          exchange,
          local.getSendTimeout(),
          0);
      return ending(open, exchange, found);
    } catch (NoPresentationContextException e) {
      throw new DimseException(
          "does not offer %s to this AE title"
              .formatted(service.equals(FIND) ? "C-FIND in the Study Root model" : "C-ECHO"),
          CHECK);
    } catch (DimseException e) {
      throw e;
    } catch (IOException e) {
      throw DimseException.passing("breaks the association off");
    } finally {
      if (!exchange.ended()) {
        drop();
      }
    }
  }

  private Ending ending(Association open, Exchange exchange, Found found)
      throws IOException, InterruptedException {
    long count = 0;
    for (Match match = exchange.next(patience); match != null; match = exchange.next(patience)) {
      if (!found.found(match) || ++count == MAX_MATCHES) {
        stop(open, exchange);
        return new Ending(true, exchange.status());
      }
    }
    return new Ending(false, exchange.status());
  }

  /** Cancels (PS3.7 9.3.2.3); the association of a server that does not end then is dropped. */
  private void stop(Association open, Exchange exchange) throws IOException, InterruptedException {
    exchange.stop();
    if (!exchange.ended()) {
      exchange.cancel(open);
    }
    try {
      exchange.next(patience);
    } catch (DimseException e) {
      drop();
    }
  }

  private Association association() throws DimseException, InterruptedException {
    Association open = association;
    if (open == null || !open.isReadyForDataTransfer()) {
      open = connect();
      association = open;
    }
    return open;
  }

  private Association connect() throws DimseException, InterruptedException {
    AAssociateRQ request = new AAssociateRQ();
    request.setCallingAET(address.calling());
    request.setCalledAET(address.called());
    request.addPresentationContextFor(UID.Verification, UID.ImplicitVRLittleEndian);
    request.addPresentationContextFor(FIND, UID.ExplicitVRLittleEndian);
    request.addPresentationContextFor(FIND, UID.ImplicitVRLittleEndian);
    try {
      return entity.connect(new Connection(null, address.host(), address.port()), request);
    } catch (AAssociateRJ e) {
      throw new DimseException("rejects the association: " + reason(e), CHECK);
    } catch (UnknownHostException e) {
      throw new DimseException("has a name that nobody knows", "check the address");
    } catch (ConnectException e) {
      throw DimseException.passing("refuses the connection");
    } catch (IOException e) {
      throw DimseException.passing("opens no association");
    } catch (IncompatibleConnectionException | GeneralSecurityException e) {
      throw new IllegalStateException("a plain connection asks for security", e);
    }
  }

  private static String reason(AAssociateRJ rejection) {
    if (rejection.getSource() != AAssociateRJ.SOURCE_SERVICE_USER) {
      return "it is busy or speaks another version";
    }
    return switch (rejection.getReason()) {
      case AAssociateRJ.REASON_CALLING_AET_NOT_RECOGNIZED ->
          "it does not know the calling AE title";
      case AAssociateRJ.REASON_CALLED_AET_NOT_RECOGNIZED -> "it has not the called AE title";
      default -> "it gives no reason";
    };
  }

  private void drop() {
    Association open = association;
    association = null;
    if (open != null) {
      open.abort();
    }
  }

  /** Releases the association, or drops it when that takes long. */
  @Override
  public void close() {
    Association open = association;
    if (open != null && open.isReadyForDataTransfer()) {
      try {
        open.release();
        open.waitForSocketClose();
      } catch (IOException e) {
        drop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        drop();
      }
    }
    threads.shutdownNow();
    clock.shutdownNow();
  }
}
