package io.tripmill.testkit.wrong.job;

import java.nio.file.Path;

/** Allowed: listed by name, with a reason. */
record Location(Path path) {}
