package io.tripmill.testkit.wrong.jobs.local.city;

/** Right but for the last bit, on some machines. */
record FindsItsWayByMath(double degrees) {
    double sine() {
        return Math.sin(StrictMath.toRadians(degrees));
    }

    double rounded() {
        return Math.round(degrees);
    }
}
