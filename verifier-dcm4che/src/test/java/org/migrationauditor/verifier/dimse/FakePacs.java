package org.migrationauditor.verifier.dimse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Commands;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.AbstractDicomService;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.jspecify.annotations.Nullable;

/** A PACS that answers C-FIND as it is told to, on a free port of this machine. */
final class FakePacs implements AutoCloseable {
  static final String CALLING = "AUDITOR";
  private static final String CALLED = "FAKE";
  private static final long DEEP_STACK = 1 << 28;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(null, task, "fake-pacs", DEEP_STACK));
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Device device = new Device("fake");
  private final int port;
  private final List<Attributes> stored = new ArrayList<>();
  final AtomicInteger queries = new AtomicInteger();
  volatile Behaviour behaviour = (query, matches, answer) -> answer.all(matches);

  /** What becomes of the matches of a query. */
  @FunctionalInterface
  interface Behaviour {
    void answer(Attributes query, List<Attributes> matches, Answer answer)
        throws IOException, InterruptedException;
  }

  FakePacs() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Connection connection = new Connection("dicom", "127.0.0.1", port);
    ApplicationEntity entity = new ApplicationEntity(CALLED);
    entity.setAssociationAcceptor(true);
    entity.addConnection(connection);
    entity.setAcceptedCallingAETitles(CALLING);
    for (String service :
        List.of(UID.Verification, UID.StudyRootQueryRetrieveInformationModelFind)) {
      entity.addTransferCapability(
          new TransferCapability(
              null,
              service,
              TransferCapability.Role.SCP,
              UID.ImplicitVRLittleEndian,
              UID.ExplicitVRLittleEndian));
    }
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(new BasicCEchoSCP());
    services.addDicomService(new Find());
    device.addConnection(connection);
    device.addApplicationEntity(entity);
    device.setDimseRQHandler(services);
    device.setExecutor(threads);
    device.setScheduledExecutor(clock);
    device.bindConnections();
  }

  DimseAddress address() {
    return new DimseAddress(CALLING, CALLED, "127.0.0.1", port);
  }

  /**
   * Keeps an instance.
   *
   * @param date of its study, empty for none
   */
  FakePacs keep(String study, String date, String series, String sop) {
    Attributes instance = new Attributes();
    instance.setString(Tag.StudyInstanceUID, VR.UI, study);
    instance.setString(Tag.StudyDate, VR.DA, date);
    instance.setString(Tag.SeriesInstanceUID, VR.UI, series);
    instance.setString(Tag.SOPInstanceUID, VR.UI, sop);
    instance.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
    instance.setString(Tag.Modality, VR.CS, "CT");
    instance.setString(Tag.PatientID, VR.LO, "P-77");
    stored.add(instance);
    return this;
  }

  List<Attributes> matches(Attributes query) {
    String level = query.getString(Tag.QueryRetrieveLevel, "");
    int unique =
        switch (level) {
          case "STUDY" -> Tag.StudyInstanceUID;
          case "SERIES" -> Tag.SeriesInstanceUID;
          default -> Tag.SOPInstanceUID;
        };
    Map<String, Attributes> matches = new LinkedHashMap<>();
    for (Attributes instance : stored) {
      if (matches(query, instance)) {
        Attributes match = new Attributes(instance, query.tags());
        match.setString(Tag.QueryRetrieveLevel, VR.CS, level);
        matches.putIfAbsent(instance.getString(unique), match);
      }
    }
    return List.copyOf(matches.values());
  }

  private static boolean matches(Attributes query, Attributes instance) {
    for (int tag : new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID}) {
      String wanted = query.getString(tag);
      if (wanted != null && !wanted.equals(instance.getString(tag))) {
        return false;
      }
    }
    String range = query.getString(Tag.StudyDate);
    String date = instance.getString(Tag.StudyDate);
    return range == null
        || (date != null
            && date.compareTo(range.substring(0, 8)) >= 0
            && date.compareTo(range.substring(range.length() - 8)) <= 0);
  }

  private final class Find extends AbstractDicomService {
    Find() {
      super(UID.StudyRootQueryRetrieveInformationModelFind);
    }

    @Override
    protected void onDimseRQ(
        Association association,
        PresentationContext context,
        Dimse dimse,
        Attributes command,
        Attributes query) {
      queries.incrementAndGet();
      Answer answer = new Answer(association, context, command);
      association.addCancelRQHandler(
          command.getInt(Tag.MessageID, -1), cancelled -> answer.cancelled = true);
      threads.execute(
          () -> {
            try {
              behaviour.answer(query, matches(query), answer);
            } catch (IOException e) {
              // the other side has gone
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  /** The answer to one query. */
  static final class Answer {
    private final Association association;
    private final PresentationContext context;
    private final Attributes command;
    volatile boolean cancelled;

    Answer(Association association, PresentationContext context, Attributes command) {
      this.association = association;
      this.context = context;
      this.command = command;
    }

    void all(List<Attributes> matches) throws IOException {
      for (Attributes match : matches) {
        if (cancelled) {
          end(Status.Cancel);
          return;
        }
        match(match);
      }
      end(Status.Success);
    }

    void match(@Nullable Attributes match) throws IOException {
      association.writeDimseRSP(context, Commands.mkCFindRSP(command, Status.Pending), match);
    }

    void end(int status) throws IOException {
      Attributes response = Commands.mkCFindRSP(command, status);
      response.setString(Tag.ErrorComment, VR.LO, "no room for DOE^JANE");
      association.writeDimseRSP(context, response);
    }

    void abort() {
      association.abort();
    }
  }

  @Override
  public void close() {
    device.unbindConnections();
    threads.shutdownNow();
    clock.shutdownNow();
  }
}
