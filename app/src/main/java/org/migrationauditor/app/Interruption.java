package org.migrationauditor.app;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.migrationauditor.app.platform.ExitStatus;

/**
 * Makes of Ctrl-C, SIGTERM and SIGHUP an interrupt of the thread that works, which puts things
 * right and ends the process with a status of its own. A second one ends the process at once.
 *
 * <p>Java has no public way to handle a signal but to shut down, which no second signal cuts short.
 * {@code sun.misc.Signal} is exported by module {@code jdk.unsupported} of every JDK, and the
 * compiler warns of its very name: hence the reflection.
 */
final class Interruption {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Thread worker;
  private final AtomicBoolean signalled = new AtomicBoolean();

  private Interruption(Thread worker) {
    this.worker = worker;
  }

  /** Interrupts this thread from now on; where that cannot be had, a signal ends the process. */
  static void ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    for (String signal : SIGNALS) {
      interruption.handle(signal);
    }
  }

  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                signalled();
                return null;
              });
      Object ignored =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
    } catch (ReflectiveOperationException e) {
      return; // a JDK without it, or started with -Xrs
    }
  }

  private void signalled() {
    if (signalled.getAndSet(true)) {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
    worker.interrupt();
  }
}
