"""asyncio's answers to the questions of the benchmarks, with their sizes and parameters.

Usage: python3 asyncio_peers.py [--quick]
Prints a line for each: question, parameters, unit, samples, with tabs between them. A sample is the mean of one round;
each measurement has a round to warm up first. CPython 3.11 or later.
"""

import asyncio
import gc
import os
import random
import sys
import threading
import time

QUICK = "--quick" in sys.argv
ROUNDS = 1 if QUICK else 8
WARM_UP = 0 if QUICK else 1


def sized(full, quick):
    return quick if QUICK else full


def expect(expected, actual):
    if actual != expected:
        raise AssertionError(f"asyncio must return {expected} when all its work is done, not {actual}")


def show(question, params, unit, samples):
    told = " ".join(f"{name}={value}" for name, value in params.items())
    print(question, told, unit, " ".join(f"{sample:.6g}" for sample in samples), sep="\t", flush=True)


def measure(question, params, unit, nanos_per_unit, operations, run, rounds=ROUNDS):
    """Times run(), which does so many operations, in rounds."""
    samples = []
    for number in range(-WARM_UP, rounds):
        gc.collect()
        begin = time.perf_counter_ns()
        run()
        nanos = time.perf_counter_ns() - begin
        if number >= 0:
            samples.append(nanos / operations / nanos_per_unit)
    show(question, params, unit, samples)


def per_operation(question, params, operations, main, rounds=ROUNDS):
    measure(question, params, "ns/op", 1, operations, lambda: asyncio.run(main()), rounds)


# ---- bridge


def bridge():
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def job():
        return "done"

    def call_often(calls):
        for _ in range(calls):
            if asyncio.run_coroutine_threadsafe(job(), loop).result() != "done":
                raise AssertionError("the call must return the job's value")

    def from_threads(threads, calls):
        callers = [threading.Thread(target=call_often, args=(calls,)) for _ in range(threads)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()

    calls = sized(5_000, 100)
    measure("bridge.BridgeRoundTripBenchmark", {}, "ns/op", 1, calls, lambda: call_often(calls))
    calls = sized(1_000, 20)
    # The time of one thread's round trip, as JMH has it: each thread makes so many, all at once.
    measure("bridge.BridgeContendedBenchmark", {}, "ns/op", 1, calls, lambda: from_threads(8, calls))
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


# ---- switch


def switch():
    coroutines, yields = 100, sized(1_000, 10)

    async def yield_often():
        for _ in range(yields):
            await asyncio.sleep(0)
        return yields

    async def main():
        expect(coroutines * yields, sum(await asyncio.gather(*(yield_often() for _ in range(coroutines)))))

    per_operation("switching.SwitchBenchmark", {}, coroutines * yields, main)


# ---- gather


def gather():
    async def number(value):
        return value

    async def yielded(value):
        await asyncio.sleep(0)
        return value

    for jobs in sized([1_000, 100_000, 1_000_000], [1_000]):
        for waits, job in ((0, number), (1, yielded)):

            async def main():
                expect(jobs * (jobs - 1) // 2, sum(await asyncio.gather(*(job(i) for i in range(jobs)))))

            measure(
                "gather.GatherBenchmark", {"jobs": jobs, "waits": waits}, "ms/op", 1_000_000, 1,
                lambda: asyncio.run(main()), 3 if jobs > 100_000 else ROUNDS,
            )


# ---- queue


def queue():
    items = sized(100_000, 1_000)
    for capacity in (1, 64, 100, 1024):

        async def main():
            numbers = asyncio.Queue(capacity)

            async def produce():
                for i in range(items):
                    await numbers.put(i)

            async def consume():
                total = 0
                for _ in range(items):
                    total += await numbers.get()
                return total

            _, total = await asyncio.gather(produce(), consume())
            expect(items * (items - 1) // 2, total)

        per_operation("queue.QueueBenchmark", {"capacity": capacity, "parties": "COROUTINES"}, items, main)


def ping_pong():
    rounds = sized(20_000, 500)

    async def main():
        there, back = asyncio.Queue(1), asyncio.Queue(1)

        async def serve():
            total = 0
            for i in range(rounds):
                await there.put(i)
                total += await back.get()
            return total

        async def reflect():
            for _ in range(rounds):
                await back.put(await there.get())

        total, _ = await asyncio.gather(serve(), reflect())
        expect(rounds * (rounds - 1) // 2, total)

    per_operation("queue.QueuePingPongBenchmark", {"capacity": 1, "parties": "COROUTINES"}, rounds, main)


# ---- lock


def lock():
    sections = sized(100_000, 1_000)

    async def free():
        lock = asyncio.Lock()
        count = 0
        for _ in range(sections):
            async with lock:
                count += 1
        expect(sections, count)

    per_operation("lock.LockBenchmark", {}, sections, free)

    contended = sized(10_000, 1_000)
    for contenders in (2, 10, 100):

        async def main():
            lock = asyncio.Lock()
            count = 0

            async def enter():
                nonlocal count
                for _ in range(contended // contenders):
                    async with lock:
                        count += 1
                        await asyncio.sleep(0)

            await asyncio.gather(*(enter() for _ in range(contenders)))
            expect(contended, count)

        per_operation("lock.LockContendedBenchmark", {"contenders": contenders}, contended, main)


# ---- fan-out over blocking calls


def fan_out():
    calls = 1_000

    def call():
        time.sleep(0.001)
        return 1

    async def main():
        # As many threads as the default executor of asyncio.to_thread has.
        expect(calls, sum(await asyncio.gather(*(asyncio.to_thread(call) for _ in range(calls)))))

    measure("fanout.FanOutBenchmark", {}, "ms/op", 1_000_000, 1, lambda: asyncio.run(main()))


# ---- timers


def timers():
    sleeps, longest = sized(100_000, 1_000), 100
    chance = random.Random(1)
    millis = [chance.randint(1, longest) for _ in range(sleeps)]
    samples = {"WALL": [], "CPU": [], "LATE_P50": [], "LATE_P99": []}

    async def main():
        late = []

        async def sleep(length):
            begin = time.perf_counter_ns()
            await asyncio.sleep(length / 1_000)
            late.append(time.perf_counter_ns() - begin - length * 1_000_000)

        await asyncio.gather(*(sleep(length) for length in millis))
        return late

    for number in range(-WARM_UP, ROUNDS):
        gc.collect()
        begin, cpu = time.perf_counter_ns(), time.process_time_ns()
        late = sorted(asyncio.run(main()))
        wall, cpu = time.perf_counter_ns() - begin, time.process_time_ns() - cpu
        expect(sleeps, len(late))
        if number >= 0:
            samples["WALL"].append(wall / 1e6)
            samples["CPU"].append(cpu / 1e6)
            samples["LATE_P50"].append(late[(sleeps - 1) * 50 // 100] / 1e3)
            samples["LATE_P99"].append(late[(sleeps - 1) * 99 // 100] / 1e3)
    for name, values in samples.items():
        unit = "us" if name.startswith("LATE") else "ms/op"
        show("timers.TimerPeers", {"sleeps": sleeps, "measure": name}, unit, values)


# ---- memory


def resident():
    with open("/proc/self/statm", encoding="ascii") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def memory():
    """The growth of resident memory; only the first round in a process grows it, so each has a process of its own."""
    if not os.path.exists("/proc/self/statm"):
        return
    coroutines = sized(100_000, 2_000)

    async def main():
        gate = asyncio.Event()
        gc.collect()
        before = resident()
        tasks = [asyncio.create_task(gate.wait()) for _ in range(coroutines)]
        await asyncio.sleep(0)
        gc.collect()
        grown = resident() - before
        gate.set()
        await asyncio.gather(*tasks)
        return grown / coroutines

    samples = []
    for _ in range(sized(5, 1)):
        end, other = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(other, str(asyncio.run(main())).encode())
            os._exit(0)
        os.close(other)
        os.waitpid(child, 0)
        with open(end, encoding="ascii") as answer:
            samples.append(float(answer.read()))
    show("memory.MemoryPeers", {"coroutines": coroutines}, "B/op", samples)


for question in (memory, bridge, switch, gather, queue, ping_pong, lock, fan_out, timers):
    question()
