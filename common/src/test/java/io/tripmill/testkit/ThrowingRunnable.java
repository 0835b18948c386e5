package io.tripmill.testkit;

/** Work that may throw. The compiler infers {@code E}: work without checked exceptions asks for no {@code throws}. */
@FunctionalInterface
public interface ThrowingRunnable<E extends Exception> {
    void run() throws E;
}
