package io.tripmill.jobs.local.city;

/** What really happened: every trip as driven, and how many of them are of a kind that is hard to find. */
final class Truth {
    private static final long SESSION_GAP_MS = 30 * 60_000;

    private final LocalClock clock;
    private final StringBuilder lines = new StringBuilder();
    private long trips;
    private long nightTrips;
    private long tunnelTrips;
    private long lostInTunnelTrips;

    Truth(LocalClock clock) {
        this.clock = clock;
    }

    /** Writes trips down, and hands measurements to a device's link. */
    VehicleLife.Listener listenerFor(Uplink uplink) {
        return new VehicleLife.Listener() {
            @Override
            public void drives(DrivenTrip trip) {
                note(trip);
            }

            @Override
            public void measures(Fix fix) {
                uplink.send(fix);
            }
        };
    }

    /** The trips that were noted since the last time, as lines. */
    String takeLines() {
        String taken = lines.toString();
        lines.setLength(0);
        return taken;
    }

    long trips() {
        return trips;
    }

    /** Trips over a local midnight. */
    long nightTrips() {
        return nightTrips;
    }

    /** Trips through the tunnel. */
    long tunnelTrips() {
        return tunnelTrips;
    }

    /** Trips that are silent for longer than half an hour, in a jam under the earth. */
    long lostInTunnelTrips() {
        return lostInTunnelTrips;
    }

    private void note(DrivenTrip trip) {
        lines.append(trip.line());
        trips++;
        nightTrips += clock.date(trip.startMs()).equals(clock.date(trip.endMs())) ? 0 : 1;
        tunnelTrips += trip.inTunnelMs() > 0 ? 1 : 0;
        lostInTunnelTrips += trip.inTunnelMs() > SESSION_GAP_MS ? 1 : 0;
    }
}
