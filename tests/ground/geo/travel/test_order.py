import numpy as np

from beatbook.ground.geo.travel import order


def test_an_order_holds_every_node_once(town):
    assert sorted(order.build_order(town).tolist()) == list(range(town.node_count))


def test_an_order_is_kept_with_its_map(town, tmp_path):
    made = order.build_order(town)
    order.save(made, tmp_path)
    assert order.load(tmp_path, town).tolist() == made.tolist()


def test_a_map_without_an_order_has_none(town, tmp_path):
    assert order.load(tmp_path, town) is None


def test_an_order_of_another_graph_is_not_used(town, tmp_path):
    order.save(np.arange(town.node_count + 1), tmp_path)
    assert order.load(tmp_path, town) is None
    order.save(np.zeros(town.node_count, dtype=np.uint32), tmp_path)
    assert order.load(tmp_path, town) is None


def test_a_broken_order_is_not_used(town, tmp_path):
    (tmp_path / order.ORDER_FILE).write_bytes(b"\x93NUMPY but not really")
    assert order.load(tmp_path, town) is None
