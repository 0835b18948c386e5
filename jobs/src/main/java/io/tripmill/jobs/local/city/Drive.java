package io.tripmill.jobs.local.city;

import java.util.ArrayList;
import java.util.List;

/** One trip as driven: along its legs at changing speed, with stops at lights and halts, pauses and jams. */
final class Drive implements Activity {
    private static final double LONGEST_LIGHT_MS = 75_000;
    private static final double JAM_SHARE = 0.08;
    private static final double TURNS_SLOWLY = 0.7;

    private final List<Stretch> stretches;
    private final long everyMs;
    private final double distanceM;
    private int current;

    /** Straight and even movement, or a stop. */
    private record Stretch(long fromMs, long toMs, Leg leg, double fromShare, double toShare) {
        Spot at(long epochMs) {
            double share = toMs == fromMs ? 1 : (double) (epochMs - fromMs) / (toMs - fromMs);
            return leg.from().towards(leg.to(), fromShare + (toShare - fromShare) * share);
        }

        double speedMps() {
            return toMs == fromMs ? 0 : leg.lengthM() * (toShare - fromShare) / (toMs - fromMs) * 1000;
        }
    }

    private Drive(List<Stretch> stretches, long everyMs) {
        this.stretches = List.copyOf(stretches);
        this.everyMs = everyMs;
        double sum = 0;
        for (Stretch stretch : stretches) {
            sum += stretch.leg().lengthM() * (stretch.toShare() - stretch.fromShare());
        }
        this.distanceM = sum;
    }

    /** Drives along legs that follow each other; the first and the last one lead out of and into a parking spot. */
    static Drive along(List<Leg> legs, long startMs, Fleet fleet, Dice dice) {
        return new Drive(
                new Driver(fleet, dice, startMs).drive(legs), fleet.reporting().movingEveryMs());
    }

    /** Makes the stretches one after the other. */
    private static final class Driver {
        private final Fleet fleet;
        private final Dice dice;
        private final List<Stretch> stretches = new ArrayList<>();
        private long nowMs;

        Driver(Fleet fleet, Dice dice, long startMs) {
            this.fleet = fleet;
            this.dice = dice;
            this.nowMs = startMs;
        }

        List<Stretch> drive(List<Leg> legs) {
            int errandAfter =
                    dice.chance(fleet.habits().errandShare()) && legs.size() > 3 ? 1 + dice.below(legs.size() - 2) : -1;
            for (int i = 0; i < legs.size(); i++) {
                Leg leg = legs.get(i);
                if (leg.isTunnel() && dice.chance(JAM_SHARE)) {
                    go(leg, 0, 0.5);
                    stop(leg, 0.5, dice.between(32.0, 50.0) * 60_000);
                    go(leg, 0.5, 1);
                } else {
                    go(leg, 0, 1);
                }
                if (i == errandAfter) {
                    stop(leg, 1, dice.between(6.0, 12.0) * 60_000);
                } else if (i < legs.size() - 1) {
                    stopAtCrossing(leg);
                }
            }
            return stretches;
        }

        private void stopAtCrossing(Leg leg) {
            if (dice.chance(fleet.pace().haltShare())) {
                stop(leg, 1, dice.between(12_000.0, 35_000.0));
            }
            if (dice.chance(fleet.pace().lightShare())) {
                stop(leg, 1, dice.between(5_000.0, LONGEST_LIGHT_MS));
            }
        }

        private void go(Leg leg, double fromShare, double toShare) {
            double mps = fleet.pace().cruiseMps() * dice.between(TURNS_SLOWLY, 1.1);
            long lastsMs = 1 + (long) (leg.lengthM() * (toShare - fromShare) / mps * 1000);
            stretches.add(new Stretch(nowMs, nowMs + lastsMs, leg, fromShare, toShare));
            nowMs += lastsMs;
        }

        private void stop(Leg leg, double share, double lastsMs) {
            stretches.add(new Stretch(nowMs, nowMs + (long) lastsMs, leg, share, share));
            nowMs += (long) lastsMs;
        }
    }

    long startMs() {
        return stretches.get(0).fromMs();
    }

    @Override
    public long endMs() {
        return stretches.get(stretches.size() - 1).toMs();
    }

    /** Metres along the way. */
    double distanceM() {
        return distanceM;
    }

    /** Metres along the way until an instant, about: as if the speed were the same all the way. */
    double drivenM(long epochMs) {
        return distanceM() * (epochMs - startMs()) / (endMs() - startMs());
    }

    /** How long the tunnel hides the vehicle, milliseconds; 0 if the way does not lead through it. */
    long inTunnelMs() {
        long sumMs = 0;
        for (Stretch stretch : stretches) {
            sumMs += stretch.leg().isTunnel() ? stretch.toMs() - stretch.fromMs() : 0;
        }
        return sumMs;
    }

    /** A trip begins with a report. */
    @Override
    public long firstReportMs(Dice dice) {
        return startMs();
    }

    /** A trip ends with a report. */
    @Override
    public long nextReportMs(long lastMs, Dice dice) {
        long nextMs = lastMs + everyMs + dice.between(-400L, 400L);
        return lastMs == endMs() ? NEVER : Math.min(nextMs, endMs());
    }

    @Override
    public Moment at(long epochMs) {
        while (current < stretches.size() - 1 && stretches.get(current).toMs() < epochMs) {
            current++;
        }
        Stretch stretch = stretches.get(current);
        Leg leg = stretch.leg();
        return new Moment(stretch.at(epochMs), stretch.speedMps(), leg.from().headingTo(leg.to()), !leg.isTunnel());
    }

    @Override
    public String vehicleState() {
        return "on_trip";
    }
}
