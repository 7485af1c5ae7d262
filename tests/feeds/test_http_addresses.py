import pytest

from tui_reader.errors import FetchError
from tui_reader.feeds.addresses import allowed, judge_name

PUBLIC = ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
LAN = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd00::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:192.168.1.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "240.0.0.1",
]
NEVER = [
    "169.254.169.254",
    "169.254.0.1",
    "fe80::1",
    "fe80::1%2",
    "::ffff:169.254.169.254",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("lan_allowed", [True, False])
def test_public_addresses_are_open_to_all(address: str, lan_allowed: bool) -> None:
    assert allowed("h", [address], lan_allowed=lan_allowed) == [address]


@pytest.mark.parametrize("address", LAN)
def test_local_addresses_need_the_persons_word(address: str) -> None:
    assert allowed("h", [address], lan_allowed=True) == [address]
    with pytest.raises(FetchError) as caught:
        allowed("h", [address], lan_allowed=False)
    assert caught.value.error_class == "blocked-address"


@pytest.mark.parametrize("address", NEVER)
@pytest.mark.parametrize("lan_allowed", [True, False])
def test_link_local_addresses_are_never_connected_to(address: str, lan_allowed: bool) -> None:
    with pytest.raises(FetchError) as caught:
        allowed("h", [address], lan_allowed=lan_allowed)
    assert caught.value.error_class == "blocked-address"


def test_of_a_hosts_addresses_only_the_open_ones_are_used() -> None:
    addresses = ["127.0.0.1", "8.8.8.8", "::1"]
    assert allowed("h", addresses, lan_allowed=False) == ["8.8.8.8"]


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "10.0.0.1", "localhost", "nas.local"])
def test_behind_a_proxy_a_local_name_is_refused_to_servers(host: str) -> None:
    judge_name(host, lan_allowed=True)
    with pytest.raises(FetchError):
        judge_name(host, lan_allowed=False)


def test_behind_a_proxy_a_real_name_is_left_to_the_proxy() -> None:
    judge_name("blog.example", lan_allowed=False)
