package dev.footbridge.examples.bookshop.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the shop. Each method is one statement on the calling thread, in its transaction if it has one. */
@Repository
public class Orders {

    private static final String HEAD = """
            select o.id, c.name as customer, to_char(o.placed, 'YYYY-MM-DD') as placed
            from orders o join customers c on c.id = o.customer where o.id = :id""";
    private static final String LINES = """
            select l.isbn, b.title, b.author, l.quantity, l.cents
            from order_lines l join books b on b.isbn = l.isbn where l.order_id = :id order by l.number""";
    private static final String STOCK = """
            select b.isbn, b.stock from books b join order_lines l on l.isbn = b.isbn where l.order_id = :id""";
    private static final String CUSTOMER = """
            insert into customers (name) values (:name) on conflict (name) do update set name = excluded.name
            returning id""";
    private static final String ORDER = "insert into orders (customer) values (:customer) returning id";
    private static final String TAKE = """
            update books set stock = stock - :quantity where isbn = :isbn and stock >= :quantity""";
    private static final String LINE = """
            insert into order_lines (order_id, number, isbn, quantity, cents)
            values (:id, :number, :isbn, :quantity, :cents)""";

    private final JdbcClient jdbc;

    Orders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An order without its lines.
     *
     * @throws NoSuchOrder if there is none
     */
    public OrderHead head(long id) {
        return jdbc.sql(HEAD).param("id", id).query(
                (row, _) -> new OrderHead(row.getLong("id"), row.getString("customer"), row.getString("placed")))
                .optional().orElseThrow(() -> new NoSuchOrder(id));
    }

    /** The lines of an order. */
    public List<OrderLine> lines(long id) {
        return jdbc.sql(LINES).param("id", id).query((row, _) -> new OrderLine(row.getString("isbn"),
                row.getString("title"), row.getString("author"), row.getInt("quantity"), row.getInt("cents"))).list();
    }

    /** How many there are of each book of an order. */
    public Map<String, Integer> stock(long id) {
        Map<String, Integer> stock = new HashMap<>();
        jdbc.sql(STOCK).param("id", id).query(row -> {
            stock.put(row.getString("isbn"), row.getInt("stock"));
        });
        return stock;
    }

    /** Begins an order and returns its number. */
    long begin(String customer) {
        long who = jdbc.sql(CUSTOMER).param("name", customer).query(Long.class).single();
        return jdbc.sql(ORDER).param("customer", who).query(Long.class).single();
    }

    /**
     * Takes books from the stock.
     *
     * @throws OutOfStock if there are not so many
     */
    void take(NewOrder.Line line) {
        if (jdbc.sql(TAKE).param("isbn", line.isbn()).param("quantity", line.quantity()).update() == 0) {
            throw new OutOfStock(line);
        }
    }

    /** Adds a line to an order. */
    void add(long id, int number, NewOrder.Line line, int cents) {
        jdbc.sql(LINE).param("id", id).param("number", number).param("isbn", line.isbn())
                .param("quantity", line.quantity()).param("cents", cents).update();
    }
}
