"""The Bot API over loopback HTTP, for a bot in a process of its own: real acknowledgement, real long polls."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from tests.bot.telegram_fake import BOT, message
from tests.bot.telegram_rules import PARAMETERS, check_buttons, check_introduction, check_text


class Server:
    """What Telegram holds: updates not acknowledged, and every message sent."""

    def __init__(self) -> None:
        self.updates: list[dict] = []
        self.sent: list[tuple[int, str]] = []
        self.seen: list[dict[str, str]] = []
        self.wrong: list[str] = []
        self.lock = threading.Condition()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                sent = self.rfile.read(length)
                if len(sent) < length:
                    return  # the bot was killed while it spoke
                params = {key: values[0] for key, values in parse_qs(sent.decode()).items()}
                body = json.dumps({"ok": True, "result": owner.answer(self.path.rsplit("/", 1)[1], params)}).encode()
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # the bot was killed while it waited

            def log_message(self, *_: object) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.http.server_address[1]

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()

    def ask(self, number: int, person: int) -> None:
        """Let somebody ask question `number`."""
        self.take(message(f"câu {number}", update_id=number, person=person))

    def take(self, update: dict) -> None:
        """Hold an update for the bot."""
        with self.lock:
            self.updates.append(update)
            self.lock.notify_all()

    def answer(self, method: str, params: dict[str, str]) -> object:
        if unknown := params.keys() - PARAMETERS.get(method, set()):
            self.wrong.append(f"{method}: {unknown}")
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return self._updates(int(params.get("offset", 0)), float(params.get("timeout", 0)))
        if method == "sendMessage":
            text = check_text(params["text"], params.get("parse_mode"))
            check_buttons(params.get("reply_markup", "{}"))
            with self.lock:
                self.sent.append((int(params["chat_id"]), text))
                self.seen.append(params)
                number = 1_000 + len(self.sent)
            return {"message_id": number, "date": 0, "chat": {"id": int(params["chat_id"]), "type": "private"}}
        if method.startswith("setMy"):
            check_introduction(params)
        return True

    def _updates(self, offset: int, timeout: float) -> list[dict]:
        with self.lock:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
            if not self.updates and timeout:
                self.lock.wait(min(timeout, 2.0))
            return self.updates[:100]

    def settled(self, count: int, patience: float) -> bool:
        """Wait until so many messages were sent."""
        end = time.monotonic() + patience
        while time.monotonic() < end and len(self.sent) < count:
            time.sleep(0.02)
        return len(self.sent) >= count
