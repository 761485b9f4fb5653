import numpy as np
import pytest

from beatbook.ground.geo.travel import network, order

FILES = ("order-junctions.npy", "order-turns.npy")


def test_an_order_holds_every_node_once(town):
    made = order.build_order(town)
    assert sorted(made.junctions.tolist()) == list(range(town.node_count))
    assert sorted(made.turns.tolist()) == list(range(network.of(town, "car").links.node_count))


def test_the_orders_are_kept_with_their_map_in_a_file_each(town, tmp_path):
    made = order.build_order(town)
    order.save(made, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == list(FILES)
    assert [kept.tolist() for kept in order.load(tmp_path, town)] == [one.tolist() for one in made]


def test_a_map_without_an_order_has_none(town, tmp_path):
    assert order.load(tmp_path, town) is None


@pytest.mark.parametrize("name", FILES)
def test_an_order_of_another_graph_is_not_used(town, tmp_path, name):
    order.save(order.build_order(town), tmp_path)
    fitting = np.load(tmp_path / name)
    np.save(tmp_path / name, np.arange(len(fitting) + 1))
    assert order.load(tmp_path, town) is None
    np.save(tmp_path / name, np.zeros_like(fitting))
    assert order.load(tmp_path, town) is None


@pytest.mark.parametrize("name", FILES)
def test_a_broken_order_is_not_used(town, tmp_path, name):
    order.save(order.build_order(town), tmp_path)
    (tmp_path / name).write_bytes(b"\x93NUMPY but not really")
    assert order.load(tmp_path, town) is None
