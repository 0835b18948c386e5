package io.tripmill.jobs.local.city;

/** Writes numbers with a fixed count of decimals, rounded to the nearest. */
enum Decimal {
    ONE(1),
    SIX(6);

    private final int places;
    private final long unit;

    Decimal(int places) {
        this.places = places;
        long tens = 1;
        for (int i = 0; i < places; i++) {
            tens *= 10;
        }
        this.unit = tens;
    }

    StringBuilder append(StringBuilder text, double number) {
        long units = Math.round(number * unit);
        if (units < 0) {
            text.append('-');
        }
        long magnitude = Math.abs(units);
        text.append(magnitude / unit).append('.');
        String fraction = Long.toString(unit + magnitude % unit);
        return text.append(fraction, 1, places + 1);
    }
}
