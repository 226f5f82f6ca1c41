package dev.footbridge.examples.bookshop.pages;

import dev.footbridge.examples.bookshop.orders.NewOrder;
import dev.footbridge.examples.bookshop.orders.OrderDesk;
import dev.footbridge.examples.bookshop.orders.Receipt;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP: the same page in three ways, and new orders. */
@RestController
@RequestMapping("/orders")
class PageController {

    private final SequentialPages sequential;
    private final ThreadPages threads;
    private final FootbridgePages footbridge;
    private final OrderDesk desk;

    PageController(SequentialPages sequential, ThreadPages threads, FootbridgePages footbridge, OrderDesk desk) {
        this.sequential = sequential;
        this.threads = threads;
        this.footbridge = footbridge;
        this.desk = desk;
    }

    @GetMapping("/{id}/sequential")
    OrderPage sequential(@PathVariable long id) {
        return sequential.page(id);
    }

    @GetMapping("/{id}/threads")
    OrderPage threads(@PathVariable long id) {
        return threads.page(id);
    }

    @GetMapping("/{id}/footbridge")
    OrderPage footbridge(@PathVariable long id) {
        return footbridge.page(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Receipt place(@RequestBody NewOrder order) {
        return desk.place(order);
    }
}
