"""The time of one asyncio.sleep(0) between coroutines: the peer of SwitchBenchmark.

Usage: python3 asyncio_switch.py COROUTINES YIELDS
Prints the interpreter and the nanoseconds per switch; the best of five rounds after one to warm up.
"""

import asyncio
import platform
import sys
import time


async def yield_often(yields):
    for _ in range(yields):
        await asyncio.sleep(0)


async def run_round(coroutines, yields):
    begin = time.perf_counter_ns()
    await asyncio.gather(*(yield_often(yields) for _ in range(coroutines)))
    return (time.perf_counter_ns() - begin) / (coroutines * yields)


def main():
    coroutines, yields = int(sys.argv[1]), int(sys.argv[2])
    rounds = [asyncio.run(run_round(coroutines, yields)) for _ in range(6)]
    print(f"{platform.python_implementation()} {platform.python_version()} {min(rounds[1:]):.1f}")


main()
