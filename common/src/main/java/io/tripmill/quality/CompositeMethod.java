package io.tripmill.quality;

/** How rules joined by and or or are evaluated. */
public enum CompositeMethod {
    /** Each over the whole dataset; their outcomes are joined. */
    DATASET,
    /** All over each row; every row must hold. A composite with a rule that no single row decides is evaluated as {@link #DATASET}. */
    ROW
}
