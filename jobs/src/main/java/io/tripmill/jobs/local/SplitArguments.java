package io.tripmill.jobs.local;

import io.tripmill.job.Param;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a command, and those that it hands on. */
record SplitArguments(List<String> own, List<String> others) {
    SplitArguments {
        own = List.copyOf(own);
        others = List.copyOf(others);
    }

    /** Tells them apart by name; a word goes with the name before it. */
    static SplitArguments of(List<Param<?>> params, List<String> argv) {
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> current = others;
        for (String arg : argv) {
            if (arg.startsWith("--")) {
                String name = arg.substring(2).split("=", 2)[0];
                current = params.stream().anyMatch(param -> param.name().equals(name)) ? own : others;
            }
            current.add(arg);
        }
        return new SplitArguments(own, others);
    }
}
