package io.tripmill.schema;

/** The folder of a lake in which a table lives: {@code <lake>/<layer>/<table>}. */
public enum Layer {
    /** Accepted positions and what is derived from them, row by row traceable. */
    SILVER("silver"),
    /** Aggregates and data products. */
    GOLD("gold"),
    /** The lake's own books: properties, consumed files, run reports. */
    CONTROL("control");

    private final String folder;

    Layer(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }
}
