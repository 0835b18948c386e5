package io.tripmill.job;

/**
 * A change outside of the lake. It is made once more where a run breaks off before its writes, so making it twice is the same as
 * making it once.
 */
public sealed interface Delivery permits WarehouseLoad, ConditionalPuts {

    /** What the run is doing meanwhile, without a full stop. */
    String sentence();
}
