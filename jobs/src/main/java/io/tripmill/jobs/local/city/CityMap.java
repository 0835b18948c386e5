package io.tripmill.jobs.local.city;

import java.util.ArrayList;
import java.util.List;

/** The places of the city and the lines between them. */
final class CityMap {
    private static final int LINES = 6;
    private static final int SHORTEST_LINE_BLOCKS = 14;
    private static final int LONGEST_LINE_BLOCKS = 30;
    private static final int MOST_THROWS = 40;

    private final List<Place> places = new ArrayList<>();
    private final List<BusLine> lines = new ArrayList<>();

    /** A line of buses: its way there; the way back is the same. */
    record BusLine(String name, Place from, Place to, List<Leg> way) {
        BusLine {
            way = List.copyOf(way);
        }

        BusLine back() {
            List<Leg> legs = new ArrayList<>();
            for (int i = way.size() - 1; i >= 0; i--) {
                legs.add(new Leg(way.get(i).to(), way.get(i).from(), way.get(i).isTunnel()));
            }
            return new BusLine(name, to, from, legs);
        }
    }

    CityMap(long seed) {
        Dice dice = Dice.of(seed, "places", 0);
        for (Place.Kind kind : Place.Kind.ALL) {
            for (int i = 0; i < kind.count(); i++) {
                places.add(new Place(kind, somewhere(kind.spreadBlocks(), dice)));
            }
        }
        for (int number = 1; number <= LINES; number++) {
            Dice lineDice = Dice.of(seed, "line", number);
            Place from = anyPlace(lineDice);
            Place to = farFrom(from, SHORTEST_LINE_BLOCKS, LONGEST_LINE_BLOCKS, PartOfDay.MIDDAY, lineDice);
            lines.add(new BusLine(
                    "line-" + number, from, to, Streets.way(from.crossing(), to.crossing(), true, lineDice)));
        }
    }

    /** The place where a vehicle stands when the city begins. */
    Place anyPlace(Dice dice) {
        return places.get(dice.below(places.size()));
    }

    BusLine line(int number) {
        return lines.get(number % LINES);
    }

    /** Where someone wants to go: the more a place pulls at that part of the day, the likelier, if it is neither near nor far. */
    Place farFrom(Place from, int leastBlocks, int mostBlocks, PartOfDay part, Dice dice) {
        Place place = byPull(part, dice);
        for (int i = 0; i < MOST_THROWS && !isFar(from, place, leastBlocks, mostBlocks); i++) {
            place = byPull(part, dice);
        }
        // Who lives far out, or starts at the middle of everything, goes further or nearer than others would.
        return isFar(from, place, leastBlocks, mostBlocks) ? place : farthestFrom(from);
    }

    private Place farthestFrom(Place from) {
        Place farthest = from;
        for (Place place : places) {
            if (from.crossing().blocksTo(place.crossing()) > from.crossing().blocksTo(farthest.crossing())) {
                farthest = place;
            }
        }
        return farthest;
    }

    private static boolean isFar(Place from, Place to, int leastBlocks, int mostBlocks) {
        int blocks = from.crossing().blocksTo(to.crossing());
        return blocks >= leastBlocks && blocks <= mostBlocks;
    }

    private Place byPull(PartOfDay part, Dice dice) {
        double total = 0;
        for (Place place : places) {
            total += place.pull(part);
        }
        double left = dice.fraction() * total;
        for (Place place : places) {
            left -= place.pull(part);
            if (left < 0) {
                return place;
            }
        }
        return places.get(places.size() - 1);
    }

    private static Crossing somewhere(int spreadBlocks, Dice dice) {
        int column = (int) (Streets.COLUMNS / 2.0 + dice.bell() * spreadBlocks);
        int row = (int) (Streets.ROWS / 2.0 + dice.bell() * spreadBlocks * 0.7);
        return new Crossing(clamped(column, Streets.COLUMNS), clamped(row, Streets.ROWS));
    }

    private static int clamped(int index, int count) {
        return Math.max(0, Math.min(count - 1, index));
    }
}
