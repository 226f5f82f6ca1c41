package dev.footbridge.stream;

import dev.footbridge.Async;
import java.time.Duration;

/** Programs that {@link GeneratorAtExitTest} runs in a JVM of their own, to see how that ends. */
final class GeneratorPrograms {

    private GeneratorPrograms() {}

    public static void main(String[] args) {
        AsyncGenerator<Integer> onLoop = AsyncGenerator.open(body("loop"));
        AsyncGenerator<Integer> onPool = AsyncGenerator.open(o -> o.withLevel(Async.getThreadPool()), body("pool"));
        onLoop.next();
        onPool.next();
        if (args[0].equals("exit")) {
            System.exit(3);
        }
    }

    private static GeneratorBody<Integer> body(String name) {
        return out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                Async.sleep(Duration.ofMillis(20));
                System.out.println(name + " cleaned up");
            }
        };
    }
}
