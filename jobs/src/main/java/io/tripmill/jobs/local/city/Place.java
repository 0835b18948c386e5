package io.tripmill.jobs.local.city;

import java.util.List;

/** A place that people go to. */
record Place(Kind kind, Crossing crossing) {

    /**
     * What a place is.
     *
     * @param count how many the city has
     * @param spreadBlocks how far from the centre they lie, as the deviation of a bell
     * @param pulls how many go there in each {@link PartOfDay}, compared with other places
     */
    record Kind(int count, int spreadBlocks, List<Double> pulls) {
        static final Kind HOME = new Kind(24, 12, List.of(6.0, 1.0, 1.0, 3.0, 8.0, 8.0));
        static final Kind OFFICE = new Kind(12, 5, List.of(0.3, 6.0, 8.0, 4.0, 1.0, 0.3));
        static final Kind STATION = new Kind(1, 1, List.of(40.0, 80.0, 60.0, 40.0, 40.0, 50.0));
        static final Kind SHOP = new Kind(11, 10, List.of(2.0, 0.5, 1.0, 6.0, 5.0, 4.0));

        static final List<Kind> ALL = List.of(HOME, OFFICE, STATION, SHOP);

        Kind {
            pulls = List.copyOf(pulls);
        }
    }

    double pull(PartOfDay part) {
        return kind.pulls().get(part.index());
    }

    /** Where one parks: never at exactly the same spot. */
    Spot parkingSpot(Dice dice) {
        return crossing.spot().shifted(dice.between(-35.0, 35.0), dice.between(-35.0, 35.0));
    }
}
