/** The HTTP clients that are compared, all behind two small interfaces. */
@NullMarked
package dev.footbridge.cli.http;

import org.jspecify.annotations.NullMarked;
