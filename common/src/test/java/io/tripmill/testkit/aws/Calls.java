package io.tripmill.testkit.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls that a service has had, by their names, and those that it is going to refuse. */
public final class Calls {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> throttled = new HashMap<>();
    private final Set<String> denied = new HashSet<>();

    /** The names of all calls so far, in order, refused ones included. */
    public synchronized List<String> names() {
        return List.copyOf(names);
    }

    /** Forgets the calls so far. */
    public synchronized void forget() {
        names.clear();
    }

    /** The next calls of this name are too many. */
    public synchronized void throttle(String name, int times) {
        throttled.put(name, times);
    }

    /** The caller may not call this. */
    public synchronized void deny(String name) {
        denied.add(name);
    }

    /** The caller may call everything again. */
    public synchronized void allowAll() {
        denied.clear();
    }

    synchronized void note(String name, Refusal whenThrottled) {
        names.add(name);
        if (throttled.getOrDefault(name, 0) > 0) {
            throttled.merge(name, -1, Integer::sum);
            throw whenThrottled;
        }
    }

    synchronized boolean isDenied(String name) {
        return denied.contains(name);
    }
}
