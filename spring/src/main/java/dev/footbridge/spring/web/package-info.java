/** What controllers of Spring MVC may return: tasks, and items that come one by one. */
@NullMarked
package dev.footbridge.spring.web;

import org.jspecify.annotations.NullMarked;
