/** Derived documents: everything that is written from declarations, so that it can't disagree with them. */
package io.tripmill.doc;
