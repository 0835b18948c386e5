package io.tripmill.testkit.wrong.unknown;

/** Lives in a package that no arrow knows. */
record Homeless() {}
