package io.tripmill.jobs.local.city;

import java.util.ArrayList;
import java.util.List;

/**
 * A grid of streets, with diagonal avenues through every fifth crossing, and a tunnel of two kilometres and a quarter that motor vehicles may
 * take from one side of the city to the other.
 */
final class Streets {
    static final int COLUMNS = 41;
    static final int ROWS = 33;

    private static final Crossing TUNNEL_WEST = new Crossing(15, 16);
    private static final Crossing TUNNEL_EAST = new Crossing(24, 16);
    private static final double TAKES_THE_TUNNEL = 0.7;
    private static final double GOES_STRAIGHT_ON = 0.75;

    private Streets() {}

    /** A way over crossings; another one with other throws. */
    static List<Leg> way(Crossing from, Crossing to, boolean isMotor, Dice dice) {
        List<Leg> legs = new ArrayList<>();
        boolean eastward = isBeyond(TUNNEL_WEST, from, true) && isBeyond(TUNNEL_EAST, to, false);
        boolean westward = isBeyond(TUNNEL_WEST, to, true) && isBeyond(TUNNEL_EAST, from, false);
        if (isMotor && (eastward || westward) && dice.chance(TAKES_THE_TUNNEL)) {
            Crossing entrance = eastward ? TUNNEL_WEST : TUNNEL_EAST;
            Crossing exit = eastward ? TUNNEL_EAST : TUNNEL_WEST;
            walk(from, entrance, dice, legs);
            legs.add(new Leg(entrance.spot(), exit.spot(), true));
            walk(exit, to, dice, legs);
        } else {
            walk(from, to, dice, legs);
        }
        return legs;
    }

    private static boolean isBeyond(Crossing end, Crossing crossing, boolean west) {
        return west ? crossing.column() <= end.column() : crossing.column() >= end.column();
    }

    private static void walk(Crossing from, Crossing to, Dice dice, List<Leg> legs) {
        Crossing here = from;
        boolean wasEastWest = dice.chance(0.5);
        while (!here.equals(to)) {
            int columns = to.column() - here.column();
            int rows = to.row() - here.row();
            boolean isFree = columns != 0 && rows != 0;
            Crossing next;
            if (isFree && (here.column() + here.row()) % 5 == 0 && dice.chance(0.5)) {
                next = new Crossing(here.column() + Integer.signum(columns), here.row() + Integer.signum(rows));
            } else {
                boolean isEastWest = isFree ? wasEastWest == dice.chance(GOES_STRAIGHT_ON) : columns != 0;
                next = isEastWest
                        ? new Crossing(here.column() + Integer.signum(columns), here.row())
                        : new Crossing(here.column(), here.row() + Integer.signum(rows));
                wasEastWest = isEastWest;
            }
            legs.add(new Leg(here.spot(), next.spot(), false));
            here = next;
        }
    }
}
