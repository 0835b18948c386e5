package io.tripmill.jobs.local;

/** What a {@link FaultProxy} does to a request instead of passing it on. */
enum Fault {
    /** None: the server answers. */
    NONE,
    /** 503 with the code by which S3 asks for patience. */
    SLOW_DOWN,
    /** 500 with S3's code for its own failures. */
    SERVER_ERROR,
    /** 403: the caller may not do this. */
    ACCESS_DENIED,
    /** The connection is reset before anything is passed on. */
    RESET,
    /** The server has done what was asked, but half of its answer is lost; all of it if there is no body. */
    TRUNCATED,
    /** Nothing is said for a while, then the server answers. */
    STALL,
    /** Nothing is ever said. */
    SILENCE
}
