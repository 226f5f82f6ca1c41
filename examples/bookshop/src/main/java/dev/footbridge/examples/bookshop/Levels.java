package dev.footbridge.examples.bookshop;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The app-wide loop and pool. */
@Configuration(proxyBeanMethods = false)
class Levels {

    @Bean
    EventLoop eventLoop() {
        EventLoop loop = EventLoop.open(o -> o.withName("shop"));
        Async.setEventLoop(loop);
        return loop;
    }

    @Bean
    ThreadPool threadPool() {
        ThreadPool pool = ThreadPool.elastic(o -> o.withName("shop"));
        Async.setThreadPool(pool);
        return pool;
    }
}
