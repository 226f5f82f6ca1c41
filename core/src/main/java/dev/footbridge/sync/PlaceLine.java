package dev.footbridge.sync;

import org.jspecify.annotations.Nullable;

/** One line of a queue: places linked with one another, so that to join, to be served and to leave take no memory. */
final class PlaceLine<T> {

    private @Nullable Place<T> first;
    private @Nullable Place<T> last;
    private int size;

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    /** Joins the end of the line. A place is in one line at most, once. */
    void add(Place<T> place) {
        Place<T> before = last;
        place.before = before;
        if (before == null) {
            first = place;
        } else {
            before.after = place;
        }
        last = place;
        place.line = this;
        size++;
    }

    /** Takes the first one out, if there is one. */
    @Nullable
    Place<T> poll() {
        Place<T> head = first;
        if (head != null) {
            remove(head);
        }
        return head;
    }

    /** Takes the place out, if it is in this line. */
    void remove(Place<T> place) {
        if (place.line != this) {
            return;
        }
        Place<T> before = place.before;
        Place<T> after = place.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        place.before = null;
        place.after = null;
        place.line = null;
        size--;
    }
}
