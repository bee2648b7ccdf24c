from importlib.resources import files

import yaml

from retrieval.document_types import document_types


def test_every_type_of_the_catalogue_is_described() -> None:
    obligations = files("regulations") / "data" / "obligations"
    rows = [
        row
        for act in obligations.iterdir()
        for file in act.iterdir()
        for row in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    used = {code for row in rows for code in row["evidence"]}

    assert len(used) > 40
    assert used <= set(document_types())
