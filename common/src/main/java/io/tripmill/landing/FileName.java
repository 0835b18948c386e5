package io.tripmill.landing;

/** The name of a file as a device is called by it. */
final class FileName {
    private FileName() {}

    /** Without its folder, its compression and its format: {@code bus-7} of {@code day/bus-7.gpx.gz}. */
    static String of(LandedFile file) {
        String name = file.uri().substring(file.uri().lastIndexOf('/') + 1).replaceFirst("\\.(gz|zst|bz2)$", "");
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
