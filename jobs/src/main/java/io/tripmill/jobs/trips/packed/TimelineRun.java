package io.tripmill.jobs.trips.packed;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Runs one machine after the other over the fragments of a partition; holds the rows of one step of a machine, no more. */
final class TimelineRun implements Iterator<Row> {
    private final Iterator<Row> fragments;
    private final TimelineMachines machines;
    private final Queue<Row> rows = new ArrayDeque<>();
    private @Nullable Fragment next;
    private @Nullable FragmentMerge pings;
    private @Nullable TimelineMachine machine;

    /**
     * @param fragments as {@link FragmentRows#byTimeline} puts them
     */
    TimelineRun(Iterator<Row> fragments, TimelineMachines machines) {
        this.fragments = fragments;
        this.machines = machines;
        readNext();
    }

    @Override
    public boolean hasNext() {
        while (rows.isEmpty()) {
            if (pings != null && machine != null) {
                run(pings, machine);
            } else if (next != null) {
                start(next.key());
            } else {
                return false;
            }
        }
        return true;
    }

    private void start(TimelineKey key) {
        machine = machines.start(key, rows::add);
        pings = new FragmentMerge(() -> next != null && next.key().equals(key) ? takeNext(next) : null);
    }

    private void run(FragmentMerge timeline, TimelineMachine itsMachine) {
        do {
            PingValues ping = timeline.next();
            if (ping == null) {
                itsMachine.end();
                machine = null;
                pings = null;
                return;
            }
            itsMachine.ping(ping);
        } while (rows.isEmpty());
    }

    private Fragment takeNext(Fragment taken) {
        readNext();
        return taken;
    }

    private void readNext() {
        next = fragments.hasNext() ? FragmentRows.fragment(fragments.next()) : null;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.remove();
    }
}
