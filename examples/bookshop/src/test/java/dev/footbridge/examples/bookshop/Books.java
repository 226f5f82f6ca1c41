package dev.footbridge.examples.bookshop;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database really holds. */
record Books(JdbcClient jdbc) {

    static final String BROKEN = "9794040000001";
    static final String SILENT = "9794080000005";

    /** A line as it is stored. */
    record Line(String isbn, int quantity, int cents) {}

    int stock(String isbn) {
        return jdbc.sql("select stock from books where isbn = ?").param(isbn).query(Integer.class).single();
    }

    List<Line> lines(long order) {
        return jdbc.sql("select isbn, quantity, cents from order_lines where order_id = ? order by number")
                .param(order).query(Line.class).list();
    }

    long orders() {
        return jdbc.sql("select count(*) from orders").query(Long.class).single();
    }

    long ordersOf(String customer) {
        return jdbc.sql("select count(*) from orders o join customers c on c.id = o.customer where c.name = ?")
                .param(customer).query(Long.class).single();
    }

    /** Books in stock whose prices are well, from this place on. */
    List<String> some(int from, int count) {
        return jdbc.sql("select isbn from books where isbn < '979' order by isbn offset ? limit ?").param(from)
                .param(count).query(String.class).list();
    }
}
