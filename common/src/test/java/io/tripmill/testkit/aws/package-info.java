/** A stand-in for the parts of AWS that Tripmill calls: over HTTP, as the SDK speaks, with a memory of what it was told. */
package io.tripmill.testkit.aws;
