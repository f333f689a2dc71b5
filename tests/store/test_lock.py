from __future__ import annotations

import pytest

from mailbot.store.store import AlreadyRunning, Store


def test_a_second_daemon_on_the_same_database_is_refused_until_the_first_ends(store: Store) -> None:
    other = Store.open(store.url)
    with store.alone(), pytest.raises(AlreadyRunning, match="another mailbot"), other.alone():
        pass
    with other.alone():
        pass
    other.close()
