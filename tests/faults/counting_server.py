"""An SMTP server in a process of its own: `python -m tests.faults.counting_server PORT LOG MOOD`

It writes a line for each mail before it says yes to it, and takes its time on either side of that, so that
whoever is killed meanwhile is killed in the worst moment. How it answers stands in the file MOOD: "fine",
"drop" (takes the text, and breaks the line without a word), or a reply such as "451 Later".
"""

import asyncio
import os
import random
import sys
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Counting:
    def __init__(self, log: Path, mood: Path) -> None:
        self.log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.mood = mood

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        mood = self.mood.read_text()
        await asyncio.sleep(random.uniform(0, 0.02))
        if mood == "drop":
            server.transport.close()  # type: ignore[union-attr]
            return "421 Gone"
        if mood != "fine":
            return mood
        letter: Any = message_from_bytes(envelope.content, policy=policy.default)
        os.write(self.log, f"{letter['Message-ID']} {letter['To']}\n".encode())
        await asyncio.sleep(random.uniform(0, 0.02))
        return "250 OK"


async def serve(port: int, log: Path, mood: Path) -> None:
    loop = asyncio.get_running_loop()
    counting = Counting(log, mood)
    server = await loop.create_server(lambda: SMTP(counting, loop=loop), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
