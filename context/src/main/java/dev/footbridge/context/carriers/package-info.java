/** Carriers for contexts of other libraries; services, so nothing here need be called. */
@NullMarked
package dev.footbridge.context.carriers;

import org.jspecify.annotations.NullMarked;
