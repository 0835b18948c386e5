package io.tripmill.jobs.local.deploy;

import java.util.Optional;

/** Where Glue finds code. */
interface CodeStore extends AutoCloseable {
    /** Whether the file at a URI was stored by {@link #put}, and with which SHA-256 of its bytes; empty otherwise. */
    Optional<String> sha256(String uri);

    /** Stores a file, in place of what was there. */
    void put(CodeFile file);

    @Override
    void close();
}
