package io.tripmill.bench;

/**
 * One way of doing the work.
 *
 * @param prepare what has to be there first; not measured
 * @param act the work
 */
record Entrant(String name, Runnable prepare, Runnable act) {
    static Entrant of(String name, Runnable act) {
        return new Entrant(name, () -> {}, act);
    }
}
