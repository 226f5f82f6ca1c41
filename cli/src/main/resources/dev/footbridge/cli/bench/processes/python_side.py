"""A parent process that measures a pool of Python's, line by line as FootbridgeSide.java does it: a change here is one there.

It is given the start method and the numbers of Effort.java, and prints a line for each step: its name and nanoseconds.
"""
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

WORKERS, CHUNK, PAYLOAD, NAP = 2, 100, 1 << 20, 0.020


def square(x):
    return x * x


def nap():
    time.sleep(NAP)
    return os.getpid()


def one():
    return 1


def same(payload):
    return payload


def tell(step, nanos):
    print(step, nanos, flush=True)


def check(right):
    if not right:
        raise RuntimeError("a result is wrong")


def run(method, items, warm_calls, calls, warm_singles, singles, warm_chunks, chunks, warm_echoes, echoes):
    all_items = range(items)
    squares = [x * x for x in all_items]

    def map_all(chunk):
        begin = time.perf_counter_ns()
        results = list(pool.map(square, all_items, chunksize=chunk))
        took = time.perf_counter_ns() - begin
        check(results == squares)
        return took

    def call():
        begin = time.perf_counter_ns()
        value = pool.submit(one).result()
        took = time.perf_counter_ns() - begin
        check(value == 1)
        return took

    def echo():
        begin = time.perf_counter_ns()
        back = pool.submit(same, payload).result()
        took = time.perf_counter_ns() - begin
        check(back == payload)
        return took

    def repeat(times, timed):
        nanos = sorted(timed() for _ in range(times))
        return nanos[times // 2] if nanos else 0

    begin = time.perf_counter_ns()
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context(method)) as pool:
        answered = set()
        while len(answered) < WORKERS:
            naps = [pool.submit(nap) for _ in range(WORKERS)]
            answered.update(task.result() for task in naps)
        tell("start", time.perf_counter_ns() - begin)
        tell("coldMap", map_all(CHUNK))

        repeat(warm_calls, call)
        tell("call", repeat(calls, call))
        repeat(warm_singles, lambda: map_all(1))
        tell("mapSingles", repeat(singles, lambda: map_all(1)))
        repeat(warm_chunks, lambda: map_all(CHUNK))
        tell("mapChunks", repeat(chunks, lambda: map_all(CHUNK)))
        payload = bytes(PAYLOAD)
        repeat(warm_echoes, echo)
        tell("echo", repeat(echoes, echo))


if __name__ == "__main__":
    run(sys.argv[1], *map(int, sys.argv[2:]))
