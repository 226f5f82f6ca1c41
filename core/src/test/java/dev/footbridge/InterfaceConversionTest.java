package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InterfaceConversionTest {

    /** A blocking service. */
    public interface Users {

        String find(String id) throws IOException;

        String find(int number);

        String[] findAll(String... ids);

        int count();

        void save(String id);

        boolean isOpen();

        default String greeting(String id) throws IOException {
            return "hello " + find(id);
        }

        static String kind() {
            return "blocking";
        }
    }

    /** The same service, async. */
    public interface AsyncUsers {

        CompletionStage<String> find(String id);

        CompletableFuture<String> find(int number);

        CompletionStage<String[]> findAll(String... ids);

        CompletionStage<Integer> count();

        Task<Void> save(String id);

        boolean isOpen();
    }

    private static final class StoredUsers implements Users {

        private final List<String> saved = new ArrayList<>();

        @Override
        public String find(String id) throws IOException {
            if (id.isEmpty()) {
                throw new IOException("no id");
            }
            return "user " + id + where();
        }

        @Override
        public String find(int number) {
            return "number " + number;
        }

        @Override
        public String[] findAll(String... ids) {
            return ids;
        }

        @Override
        public int count() {
            return saved.size();
        }

        @Override
        public void save(String id) {
            saved.add(id);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public String toString() {
            return "stored users";
        }
    }

    private static final class RemoteUsers implements AsyncUsers {

        private final List<String> saved = new ArrayList<>();

        @Override
        public CompletionStage<String> find(String id) {
            String where = where();
            return id.isEmpty()
                    ? CompletableFuture.failedFuture(new IOException("no id"))
                    : CompletableFuture.supplyAsync(() -> "user " + id + where);
        }

        @Override
        public CompletableFuture<String> find(int number) {
            return CompletableFuture.completedFuture("number " + number);
        }

        @Override
        public CompletionStage<String[]> findAll(String... ids) {
            return CompletableFuture.completedStage(ids);
        }

        @Override
        public CompletionStage<Integer> count() {
            return saved.size() == 9 ? null : CompletableFuture.completedStage(saved.size());
        }

        @Override
        public Task<Void> save(String id) {
            return Async.start(() -> {
                saved.add(id);
            });
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }

    private static String where() {
        return Async.runningLoop().isPresent() ? " on the loop" : " on " + Async.currentTask().isPresent();
    }

    private final Users blocking = Async.toBlocking(Users.class, new RemoteUsers());
    private final AsyncUsers async = Async.toAsync(AsyncUsers.class, new StoredUsers());

    private static <T> T value(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    @DisplayName("B2: an async interface is seen as a blocking one, overloads by their parameters")
    void blocksAWholeInterface() throws Exception {
        assertThat(blocking.find("a")).isEqualTo("user a on the loop");
        assertThat(blocking.find(7)).isEqualTo("number 7");
        assertThat(blocking.findAll("a", "b")).containsExactly("a", "b");
        blocking.save("a");
        assertThat(blocking.count()).isEqualTo(1);
        assertThat(blocking.isOpen()).isTrue();
    }

    @Test
    @DisplayName("B1, B2: a blocking interface is seen as an async one, whose methods run on threads")
    void startsAWholeInterface() {
        assertThat(value(async.find("a"))).isEqualTo("user a on true");
        assertThat(async.find(7).join()).isEqualTo("number 7");
        assertThat(value(async.findAll("a", "b"))).containsExactly("a", "b");
        assertThat(async.save("a").result()).isNull();
        assertThat(value(async.count())).isEqualTo(1);
        assertThat(async.isOpen()).isTrue();
    }

    @Test
    void callsDefaultMethodsThatHaveNoTwin() throws Exception {
        assertThat(blocking.greeting("a")).isEqualTo("hello user a on the loop");
    }

    /** Not public, as in the packages of most users. */
    interface Hidden {

        int size();

        default int twice() {
            return 2 * size();
        }
    }

    interface HiddenAsync {

        CompletionStage<Integer> size();
    }

    @Test
    void bridgesInterfacesThatAreNotPublic() {
        HiddenAsync service = () -> CompletableFuture.completedStage(4);
        Hidden view = Async.toBlocking(Hidden.class, service);

        assertThat(view.size()).isEqualTo(4);
        assertThat(view.twice()).isEqualTo(8);
    }

    @Test
    @DisplayName("B2: a view, or a view of a view, of what is right already is that itself")
    void isIdempotentAndComesBack() {
        StoredUsers stored = new StoredUsers();
        RemoteUsers remote = new RemoteUsers();

        assertThat(Async.toBlocking(Users.class, stored)).isSameAs(stored);
        assertThat(Async.toAsync(AsyncUsers.class, remote)).isSameAs(remote);
        assertThat(Async.toBlocking(Users.class, Async.toAsync(AsyncUsers.class, stored))).isSameAs(stored);
        assertThat(Async.toAsync(AsyncUsers.class, Async.toBlocking(Users.class, remote))).isSameAs(remote);
        assertThat(Async.toBlocking(Users.class, blocking)).isSameAs(blocking);
    }

    @Test
    void answersTheMethodsOfObjectItself() {
        Users other = Async.toBlocking(Users.class, new RemoteUsers());

        assertThat(blocking).isEqualTo(blocking).isNotEqualTo(other).isNotEqualTo(null);
        assertThat(blocking.hashCode()).isEqualTo(blocking.hashCode());
        assertThat(async).hasToString("AsyncUsers view of stored users");
    }

    @Test
    void throwsDeclaredExceptionsAsTheyAre() {
        assertThatThrownBy(() -> blocking.find("")).isExactlyInstanceOf(IOException.class).hasMessage("no id");
        assertThatThrownBy(() -> Async.await(async.find(""))).isExactlyInstanceOf(IOException.class)
                .hasMessage("no id");
        assertThatThrownBy(() -> async.find("").toCompletableFuture().get()).isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(IOException.class);
    }

    /** A view whose method declares nothing. */
    public interface Undeclared {
        String find(String id);
    }

    @Test
    void wrapsOnlyUndeclaredCheckedExceptions() {
        Undeclared view = Async.toBlocking(Undeclared.class, new RemoteUsers());

        assertThatThrownBy(() -> view.find("")).isInstanceOf(UndeclaredThrowableException.class)
                .hasCauseExactlyInstanceOf(IOException.class);
    }

    /** Asks for more than there is. */
    public interface Demanding {

        String find(String id);

        String find(long number);

        void remove(String id, int many);
    }

    @Test
    void namesAllMissingTwinsInOneMessage() {
        assertThatThrownBy(() -> Async.toBlocking(Demanding.class, new RemoteUsers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(RemoteUsers.class.getName() + " cannot be seen as " + Demanding.class.getName())
                .hasMessageContaining("find(long)").hasMessageContaining("remove(String, int)")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("find(String)"));
    }

    /** A twin of another type. */
    public interface Mistyped {
        List<String> isOpen();
    }

    @Test
    void refusesATwinOfAnotherTypeWhenTheViewIsMade() {
        assertThatThrownBy(() -> Async.toBlocking(Mistyped.class, new RemoteUsers()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("isOpen()");
    }

    @Test
    void refusesAClassAndNull() {
        assertThatThrownBy(() -> Async.toBlocking(StoredUsers.class, new RemoteUsers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "only an interface can be bridged (" + StoredUsers.class.getName() + " is a class)")
                .hasMessageContaining("declare the methods in an interface");
        assertThatNullPointerException().isThrownBy(() -> Async.toBlocking(Users.class, null))
                .withMessageContaining("the object to see as " + Users.class.getName() + " is null");
    }

    /** Inherits its methods. */
    public interface MoreUsers extends Users {
        String last();
    }

    /** A target by structure only: it implements no interface. */
    public static final class Structural {

        public CompletionStage<String> last() {
            return CompletableFuture.completedStage("last");
        }

        public CompletionStage<String> find(String id) {
            return CompletableFuture.completedStage("found " + id);
        }

        public CompletionStage<String> find(int number) {
            return CompletableFuture.completedStage("found " + number);
        }

        public String[] findAll(String... ids) {
            return ids;
        }

        public CompletionStage<Integer> count() {
            return CompletableFuture.completedStage(3);
        }

        public CompletionStage<Void> save(String id) {
            return CompletableFuture.completedStage(null);
        }

        public boolean isOpen() {
            return false;
        }
    }

    @Test
    void findsTwinsOfInheritedMethodsAndInPlainClasses() throws Exception {
        MoreUsers view = Async.toBlocking(MoreUsers.class, new Structural());

        assertThat(view.last()).isEqualTo("last");
        assertThat(view.greeting("x")).isEqualTo("hello found x");
        assertThat(view.findAll("a")).containsExactly("a");
        assertThat(view.count()).isEqualTo(3);
        view.save("x");
        assertThat(view.isOpen()).isFalse();
    }

    @Test
    void worksInsideACoroutine() {
        try (EventLoop loop = EventLoop.open()) {
            assertThat(loop.call(() -> blocking.find("a"))).isEqualTo("user a on the loop");
            assertThat(loop.<String>call(() -> async.find("a"))).isEqualTo("user a on true");
        }
    }
}
