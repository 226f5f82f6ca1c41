package dev.footbridge.examples.bookshop;

import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** For a program that starts the shop: it is told the port, and the shop ends when it does. */
@Component
@ConditionalOnProperty("bookshop.stop-with-input")
class ParentProcess {

    @EventListener
    void serving(WebServerInitializedEvent event) {
        System.out.println("port " + event.getWebServer().getPort());
        System.out.flush();
        Thread.ofPlatform().daemon().name("parent-process").start(ParentProcess::endWithInput);
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // until it ends
            }
        } catch (IOException gone) {
            // as good as an end
        }
        System.exit(0);
    }
}
