"""Lines keep each chat's order."""

import asyncio

from bot.lines import MOST_WAITING, Lines


async def test_a_line_is_first_come_first_served_and_leaves_nothing_behind():
    lines, order = Lines(), []

    async def stand(n: int) -> None:
        async with lines.turn(1):
            await asyncio.sleep(0)
            order.append(n)

    standing = [asyncio.ensure_future(stand(n)) for n in range(MOST_WAITING)]
    await asyncio.sleep(0)
    assert lines.full(1)
    assert not lines.full(2)
    await asyncio.gather(*standing)
    assert order == list(range(MOST_WAITING))
    assert lines == Lines()
