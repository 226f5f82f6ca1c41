package dev.footbridge.examples.bookshop.pages;

import dev.footbridge.examples.bookshop.orders.BadOrder;
import dev.footbridge.examples.bookshop.orders.NoSuchOrder;
import dev.footbridge.examples.bookshop.orders.OutOfStock;
import dev.footbridge.examples.bookshop.prices.NoPrice;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a caller is told when something is wrong. */
@RestControllerAdvice
class Problems {

    @ExceptionHandler
    ProblemDetail missing(NoSuchOrder problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail soldOut(OutOfStock problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail upstream(NoPrice problem) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, String.valueOf(problem.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException problem) {
        Throwable cause = problem.getMostSpecificCause();
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
                cause instanceof BadOrder ? String.valueOf(cause.getMessage()) : "the order is no JSON of an order");
    }
}
