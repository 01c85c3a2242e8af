package org.migrationauditor.command.action.linux;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Functions of the C library, called through Java's Foreign Function and Memory API (JEP 454). That
 * API is looked up by name, because this program is compiled for Java 21, which has it as a preview
 * only. Every argument and result is a word of 64 bits, as the calling conventions of x86-64 and
 * AArch64 pass integers and pointers alike.
 */
final class CFunctions {
  private static final Optional<CFunctions> LINKED = link();

  private final Foreign foreign;
  private final MethodHandle address;
  private final ThreadLocal<ErrorNumber> errors;

  /** Where a call leaves its error number, as a segment and as bytes. One per thread. */
  private record ErrorNumber(Object segment, ByteBuffer bytes) {}

  /** The functions; empty on another system or with a Java that does not offer the API. */
  static Optional<CFunctions> linked() {
    return LINKED;
  }

  private CFunctions(Foreign foreign) throws ReflectiveOperationException {
    this.foreign = foreign;
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> segment = foreign.type("MemorySegment");
    address =
        MethodHandles.filterReturnValue(
                lookup.findStatic(
                    segment, "ofBuffer", MethodType.methodType(segment, Buffer.class)),
                lookup.findVirtual(segment, "address", MethodType.methodType(long.class)))
            .asType(MethodType.methodType(long.class, ByteBuffer.class));
    newError();
    errors = ThreadLocal.withInitial(this::error);
  }

  private static Optional<CFunctions> link() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    if (!system.equals("linux") || !(machine.equals("amd64") || machine.equals("aarch64"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new CFunctions(new Foreign()));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty(); // each caller says what it then does without
    }
  }

  /**
   * One function.
   *
   * @param result {@code int} or {@code long}, as the C library has it: of an {@code int} the upper
   *     half of the register says nothing
   * @throws IllegalStateException if the C library lacks it
   */
  Function function(String name, Class<?> result, int arguments) {
    try {
      Supplier<Object> errorOfThread = () -> errors.get().segment();
      MethodHandle error =
          MethodHandles.publicLookup()
              .findVirtual(Supplier.class, "get", MethodType.methodType(Object.class))
              .bindTo(errorOfThread)
              .asType(MethodType.methodType(foreign.type("MemorySegment")));
      MethodHandle call =
          MethodHandles.collectArguments(foreign.handle(name, result, arguments), 0, error);
      Class<?>[] words = new Class<?>[arguments];
      Arrays.fill(words, long.class);
      return new Function(
          this,
          call.asType(MethodType.methodType(long.class, words))
              .asSpreader(long[].class, arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the C library has no function " + name, e);
    }
  }

  private ErrorNumber error() {
    try {
      return newError();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no room for an error number", e);
    }
  }

  private ErrorNumber newError() throws ReflectiveOperationException {
    Object segment = foreign.errorSegment();
    ByteBuffer bytes = foreign.bytes(segment).order(ByteOrder.nativeOrder());
    return new ErrorNumber(segment, bytes);
  }

  /** A function that tells errors by -1 and {@code errno}. */
  static final class Function {
    private final CFunctions functions;
    private final MethodHandle handle;

    Function(CFunctions functions, MethodHandle handle) {
      this.functions = functions;
      this.handle = handle;
    }

    /**
     * Its result, or the negative error number where it told an error.
     *
     * @param arguments numbers, and direct buffers for the addresses of what they hold
     */
    long call(Object... arguments) {
      try {
        long[] words = new long[arguments.length];
        for (int i = 0; i < words.length; i++) {
          words[i] =
              arguments[i] instanceof ByteBuffer direct
                  ? (long) functions.address.invokeExact(direct)
                  : ((Number) arguments[i]).longValue();
        }
        long result = (long) handle.invokeExact(words);
        return result == -1 ? -functions.errors.get().bytes().getInt(0) : result;
      } catch (Throwable e) {
        throw new IllegalStateException("a function of the C library could not be called", e);
      } finally {
        Reference.reachabilityFence(arguments);
      }
    }
  }

  /** The classes of the API and what is made of them, by name. */
  private static final class Foreign {
    private final Object linker = type("Linker").getMethod("nativeLinker").invoke(null);
    private final Object lookup = type("Linker").getMethod("defaultLookup").invoke(linker);
    private final Object arena = type("Arena").getMethod("global").invoke(null);

    Foreign() throws ReflectiveOperationException {}

    Class<?> type(String name) throws ClassNotFoundException {
      return Class.forName("java.lang.foreign." + name);
    }

    /** A handle of type {@code (MemorySegment, long...)result}. */
    MethodHandle handle(String name, Class<?> result, int arguments)
        throws ReflectiveOperationException {
      Optional<?> symbol =
          (Optional<?>) type("SymbolLookup").getMethod("find", String.class).invoke(lookup, name);
      Class<?> layout = type("MemoryLayout");
      Object word = type("ValueLayout").getField("JAVA_LONG").get(null);
      Object number = type("ValueLayout").getField("JAVA_INT").get(null);
      Object words = Array.newInstance(layout, arguments);
      for (int i = 0; i < arguments; i++) {
        Array.set(words, i, word);
      }
      Object shape =
          type("FunctionDescriptor")
              .getMethod("of", layout, layout.arrayType())
              .invoke(null, result == int.class ? number : word, words);
      Class<?> option = type("Linker$Option");
      Object options = Array.newInstance(option, 1);
      Object captured =
          option
              .getMethod("captureCallState", String[].class)
              .invoke(null, (Object) new String[] {"errno"});
      Array.set(options, 0, captured);
      return (MethodHandle)
          type("Linker")
              .getMethod(
                  "downcallHandle",
                  type("MemorySegment"),
                  type("FunctionDescriptor"),
                  option.arrayType())
              .invoke(linker, symbol.orElseThrow(NoSuchMethodException::new), shape, options);
    }

    Object errorSegment() throws ReflectiveOperationException {
      return type("Arena")
          .getMethod("allocate", long.class, long.class)
          .invoke(arena, (long) Integer.BYTES, (long) Integer.BYTES);
    }

    ByteBuffer bytes(Object segment) throws ReflectiveOperationException {
      return (ByteBuffer) type("MemorySegment").getMethod("asByteBuffer").invoke(segment);
    }
  }
}
