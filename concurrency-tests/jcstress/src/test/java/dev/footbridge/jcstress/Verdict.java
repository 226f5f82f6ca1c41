package dev.footbridge.jcstress;

/**
 * What jcstress said about one test in one configuration.
 *
 * @param test its class
 * @param status NORMAL if it ran to the end
 * @param forbidden how often an outcome was seen that is not acceptable
 * @param details what was seen, in words
 */
record Verdict(String test, String status, long forbidden, String details) {

    private static final String MARK = "verdict";

    /** Whether this line of output is one. */
    static boolean isLine(String line) {
        return line.startsWith(MARK + "\t");
    }

    static Verdict of(String line) {
        String[] parts = line.split("\t", 5);
        return new Verdict(parts[1], parts[2], Long.parseLong(parts[3]), parts[4]);
    }

    String line() {
        return String.join("\t", MARK, test, status, Long.toString(forbidden), details.replaceAll("\\s+", " "));
    }

    /** Whether it says that this test is broken. */
    boolean finds(String twin) {
        return test.equals(twin) && forbidden > 0;
    }

    boolean ranToTheEnd() {
        return status.equals("NORMAL");
    }
}
