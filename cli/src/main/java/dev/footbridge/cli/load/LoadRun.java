package dev.footbridge.cli.load;

import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.cli.measure.MachineLoad;
import dev.footbridge.cli.output.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One run: starts the price service and the shop, warms the shop up, and lets the endpoints take turns. */
final class LoadRun {

    /** While it warms up; more than later, so that it takes less time. */
    private static final int WARM_UP_CLIENTS = 32;
    /** The slow endpoint warms up code that it shares with the others. */
    private static final int SEQUENTIAL_SHARE = 20;

    private final LoadSettings settings;
    private final ShopJar jar;

    LoadRun(LoadSettings settings, ShopJar jar) {
        this.settings = settings;
        this.jar = jar;
    }

    LoadResult run() {
        double loadBefore = MachineLoad.now();
        Map<Endpoint, List<Turn>> turns = new EnumMap<>(Endpoint.class);
        try (ChildJvm prices = ChildJvm.start("the price service", jar, List.of("isbn-service"));
                ChildJvm shop = ChildJvm.start("the bookshop", jar, List.of("--server.port=0",
                        "--bookshop.stop-with-input=true", "--bookshop.prices.url=" + prices.address(),
                        "--bookshop.prices.timeout=10s", "--bookshop.threads=" + settings.threads(),
                        "--logging.level.root=warn", "--spring.main.banner-mode=off"));
                BlockingClient http = HttpClients.blocking();
                Progress progress = Progress.of("load", 1 + (long) settings.rounds() * Endpoint.values().length)) {
            Clients clients = new Clients(shop.address(), http);
            warmUp(clients);
            progress.step("warm-up");
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Endpoint endpoint : Endpoint.values()) {
                    turns.computeIfAbsent(endpoint, _ -> new ArrayList<>())
                            .add(Turn.take(shop.handle(), clients, endpoint, settings));
                    progress.step("round " + round);
                }
            }
            List<Row> rows = turns.entrySet().stream().map(each -> Row.of(each.getKey(), each.getValue())).toList();
            return LoadResult.of(settings, loadBefore, MachineLoad.now(), clients.wrong(), clients.firstWrong(), rows);
        }
    }

    /** In small portions and in turns: the compilers are to see all three, and none of them alone. */
    private void warmUp(Clients clients) {
        int portion = Math.max(1, settings.warmUps() / SEQUENTIAL_SHARE);
        for (int done = 0; done < settings.warmUps(); done += portion) {
            long[] _ = clients.send(Endpoint.THREADS, portion, WARM_UP_CLIENTS);
            long[] _ = clients.send(Endpoint.FOOTBRIDGE, portion, WARM_UP_CLIENTS);
        }
        long[] _ = clients.send(Endpoint.SEQUENTIAL, portion, WARM_UP_CLIENTS);
    }
}
