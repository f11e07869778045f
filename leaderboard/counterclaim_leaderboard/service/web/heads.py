"""Close a connection whose request does not begin in time: the server waits for ever for the rest of a head."""

from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


def impatient(seconds: float) -> Any:
    """Return the server's protocol of a connection, with so many seconds for each head.

    The time runs from the connection, or from the first byte after an answer, to the end of the head. What comes in after the head
    is the application's to limit; what comes in after an answer (the rest of a body that was refused) is limited like a head.
    """

    class Impatient(H11Protocol):  # type: ignore[misc]
        _timer: Any = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._expect()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._answers():
                self._expect_nothing()
            else:
                self._expect()

        def connection_lost(self, error: Exception | None) -> None:
            self._expect_nothing()
            super().connection_lost(error)

        def _answers(self) -> bool:
            return self.cycle is not None and not self.cycle.response_complete

        def _expect(self) -> None:
            if self._timer is None:
                self._timer = self.loop.call_later(seconds, self._give_up)

        def _expect_nothing(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _give_up(self) -> None:
            self._timer = None
            if not self._answers():
                self.transport.close()

    return Impatient
