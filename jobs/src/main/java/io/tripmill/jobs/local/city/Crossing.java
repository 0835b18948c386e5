package io.tripmill.jobs.local.city;

/** Where a street to the east and a street to the north cross. */
record Crossing(int column, int row) {
    static final double BLOCK_M = 250;

    Spot spot() {
        return new Spot(column * BLOCK_M, row * BLOCK_M);
    }

    /** Blocks to walk to another crossing. */
    int blocksTo(Crossing other) {
        return Math.abs(other.column - column) + Math.abs(other.row - row);
    }
}
