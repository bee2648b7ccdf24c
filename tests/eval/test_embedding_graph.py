"""The graph that comes with citemark is the one that is written here."""

import onnx

from eval.embedding_graph import TARGET, embedding_graph


def test_the_packaged_graph_is_the_written_one() -> None:
    assert onnx.load(TARGET, load_external_data=False) == embedding_graph()


def test_the_graph_holds_no_weights() -> None:
    assert TARGET.stat().st_size < 50_000
