package org.migrationauditor.query.readmodel;

import java.util.Collection;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the read models in step with the history, in the background: also with what other processes
 * add to it. Of several processes on one database one does the work.
 */
public final class Projector implements SmartLifecycle {
  private static final String NAME = "read-model";
  private static final int SEGMENT = 0;
  private static final int BATCH = 100;

  private final EventHandlerInvoker projection;
  private final TokenStore tokens;
  private final TransactionManager transactions;
  private final TrackingEventProcessor processor;

  Projector(
      MigrationProjection projection,
      EventStore events,
      TokenStore tokens,
      TransactionManager transactions) {
    this.projection =
        SimpleEventHandlerInvoker.builder()
            .eventHandlers(projection)
            .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
            .build();
    this.tokens = tokens;
    this.transactions = transactions;
    this.processor =
        TrackingEventProcessor.builder()
            .name(NAME)
            .eventHandlerInvoker(this.projection)
            .messageSource(events)
            .tokenStore(tokens)
            .transactionManager(transactions)
            .trackingEventProcessorConfiguration(
                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                    .andBatchSize(BATCH)
                    .andInitialTrackingToken(StreamableMessageSource::createTailToken))
            .build();
  }

  /** How the read models stand to the history. */
  public enum Standing {
    /** They hold every event. */
    CURRENT,
    /** They are being brought up to date, perhaps by another process. */
    BEHIND,
    /** An event could not be handled; it is tried again. */
    FAILING
  }

  public Standing standing() {
    Collection<EventTrackerStatus> segments = processor.processingStatus().values();
    if (processor.isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState)) {
      return Standing.FAILING;
    }
    boolean current =
        !segments.isEmpty() && segments.stream().allMatch(EventTrackerStatus::isCaughtUp);
    return current ? Standing.CURRENT : Standing.BEHIND;
  }

  /**
   * Empties the read models and fills them again from the first event, in the background.
   *
   * @throws IllegalStateException when another process keeps the read models of this database;
   *     nothing was reset
   */
  public synchronized void replay() {
    processor.shutDown();
    try {
      transactions.executeInTransaction(this::forget);
    } catch (UnableToClaimTokenException e) {
      throw new IllegalStateException(
          "read model: another process keeps it up to date; nothing was reset, end that process"
              + " and try again in 10 s",
          e);
    } finally {
      processor.start();
    }
  }

  /**
   * Neither {@code resetTokens()} nor the processor's own initial token: both store a replay token,
   * which Axon's Jackson 3 serializer cannot read back. The projection need not know of a replay.
   */
  private void forget() {
    if (tokens.fetchSegments(NAME).length > 0) {
      tokens.fetchToken(NAME, SEGMENT); // claims it, or throws
      tokens.deleteToken(NAME, SEGMENT);
    }
    projection.performReset();
  }

  @Override
  public void start() {
    processor.start();
  }

  @Override
  public void stop() {
    processor.shutDown();
  }

  @Override
  public boolean isRunning() {
    return processor.isRunning();
  }
}
