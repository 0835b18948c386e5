package io.tripmill.jobs.local.city;

/** The parts of a local day in which people do different things. */
enum PartOfDay {
    NIGHT(0),
    DAWN(1),
    MORNING(2),
    MIDDAY(3),
    EVENING(4),
    LATE(5);

    private final int index;

    PartOfDay(int index) {
        this.index = index;
    }

    /** Where the part stands in a list of figures for all of them, from 0. */
    int index() {
        return index;
    }

    /** The part that an hour of the clock belongs to. */
    static PartOfDay of(int hour) {
        if (hour < 5) {
            return NIGHT;
        }
        if (hour < 7) {
            return DAWN;
        }
        if (hour < 10) {
            return MORNING;
        }
        if (hour < 16) {
            return MIDDAY;
        }
        return hour < 20 ? EVENING : LATE;
    }
}
