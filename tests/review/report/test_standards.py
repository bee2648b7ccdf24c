from review.report.standards import standards_in


def test_each_standard_once_with_its_edition() -> None:
    words = ["in line with EN ISO 14971:2019 and IEC 62304", "EN ISO 14971, ISO/TR 20416:2020"]
    assert standards_in(words) == ("EN ISO 14971:2019", "IEC 62304", "ISO/TR 20416:2020")


def test_amendments_belong_to_the_edition() -> None:
    assert standards_in(["IEC 62366-1:2015+A1:2020"]) == ("IEC 62366-1:2015+A1:2020",)


def test_other_codes_are_none() -> None:
    assert standards_in(["RMF-003, MDCG 2019-11, ISO certified, ENISA 2023"]) == ()
