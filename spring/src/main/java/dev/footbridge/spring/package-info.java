/** What an application of Spring Boot sees of the starter: its properties and the hooks to change what it opens. */
@NullMarked
package dev.footbridge.spring;

import org.jspecify.annotations.NullMarked;
