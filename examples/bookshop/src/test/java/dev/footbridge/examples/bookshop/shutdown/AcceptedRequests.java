package dev.footbridge.examples.bookshop.shutdown;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Beside the shop: says which requests it has taken on, before it does anything for them. No component, as it is for the
 * shop of its own test only.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class AcceptedRequests extends OncePerRequestFilter {

    static final String NUMBER = "X-Number";
    static final String ACCEPTED = "accepted ";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws ServletException, IOException {
        System.out.println(ACCEPTED + request.getHeader(NUMBER));
        System.out.flush();
        rest.doFilter(request, response);
    }
}
