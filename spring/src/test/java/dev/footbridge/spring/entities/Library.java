package dev.footbridge.spring.entities;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** An application whose controllers wrap what they return: in entities, in tasks, in both. */
@SpringBootApplication(proxyBeanMethods = false)
class Library {

    record Book(int id, String title) {}

    /** What the code of its controllers did. */
    static final class Seen {

        final List<String> all = new CopyOnWriteArrayList<>();

        void add(String what) {
            all.add(what);
        }
    }

    /** Its handler says what the status is. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost(String message) {
            super(message);
        }
    }

    /** Its handler leaves the status as it is. */
    static final class Torn extends RuntimeException {
        private static final long serialVersionUID = 1;

        Torn(String message) {
            super(message);
        }
    }

    /** Its handler returns what is not there yet. */
    static final class Stale extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient Object answer;

        Stale(Object answer) {
            super("stale");
            this.answer = answer;
        }
    }

    @RestControllerAdvice
    static class Errors {

        @ExceptionHandler
        @ResponseStatus(HttpStatus.GONE)
        Book lost(Lost failure) {
            return new Book(-1, failure.getMessage());
        }

        @ExceptionHandler
        Book torn(Torn failure) {
            return new Book(-2, failure.getMessage());
        }

        @ExceptionHandler
        Object stale(Stale failure) {
            return failure.answer;
        }
    }

    @Bean
    Seen seen() {
        return new Seen();
    }

    /** As filters of old are: requests below it must be answered at once. */
    @Bean
    FilterRegistrationBean<Filter> old() {
        FilterRegistrationBean<Filter> old = new FilterRegistrationBean<>(
                (request, response, chain) -> chain.doFilter(request, response));
        old.setAsyncSupported(false);
        old.addUrlPatterns("/old/*");
        return old;
    }

    /** Stops requests below it when their task has ended. */
    @Bean
    WebMvcConfigurer gate() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Gate()).addPathPatterns("/gate/**");
            }
        };
    }

    private static final class Gate implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getDispatcherType() != DispatcherType.ASYNC) {
                return true;
            }
            try {
                response.sendError(HttpStatus.FORBIDDEN.value());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return false;
        }
    }
}
