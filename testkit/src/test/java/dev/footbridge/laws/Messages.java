package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What was said to a body, and whether it has heard it. Guarded by the loop. */
final class Messages {

    /** An answer, or an exception that carries one. */
    static final class Message extends Exception {

        private static final long serialVersionUID = 1;

        private final int number;
        private int heard;
        private int least;
        private int most = 1;
        private int passed;
        private int surfaced;

        private Message(int number) {
            super("message " + number, null, true, false);
            this.number = number;
        }

        int number() {
            return number;
        }

        /** It has come to the body. */
        void heard() {
            heard++;
        }

        boolean wasHeard() {
            return heard > 0;
        }

        /** The body has ended with it. */
        void passed() {
            passed++;
        }

        /** It was thrown at somebody who pulls or closes. */
        void surfaced() {
            surfaced++;
        }

        /** Whoever said it knows that it has arrived. */
        void hasArrived() {
            least = 1;
        }

        /** Whoever said it was told that it was not taken. */
        void wasRefused() {
            most = 0;
        }

        private void check() {
            assertThat(heard).as("how often %s was heard", this).isBetween(least, most);
            assertThat(surfaced).as("how often %s came back", this).isEqualTo(passed);
        }
    }

    private final List<Message> said = new ArrayList<>();

    /** One more. */
    Message next() {
        Message message = new Message(said.size());
        said.add(message);
        return message;
    }

    /** The answer with this number was heard. */
    void heard(int number) {
        said.get(number).heard();
    }

    /** At the end. */
    void check() {
        said.forEach(Message::check);
    }
}
