/** Other libraries' streams behind one face, and what watches the demand between them and ours. */
@NullMarked
package dev.footbridge.conformance.interop;

import org.jspecify.annotations.NullMarked;
