package org.migrationauditor.query.readmodel;

import java.util.Collection;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the read models in step with the history, in the background: also with what other processes
 * add to it. Of several processes on one database one does the work.
 */
public final class Projector implements SmartLifecycle {
  private static final String NAME = "read-model";
  private static final int BATCH = 100;

  private final TrackingEventProcessor processor;

  Projector(
      MigrationProjection projection,
      EventStore events,
      TokenStore tokens,
      TransactionManager transactions) {
    this.processor =
        TrackingEventProcessor.builder()
            .name(NAME)
            .eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder()
                    .eventHandlers(projection)
                    .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                    .build())
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
