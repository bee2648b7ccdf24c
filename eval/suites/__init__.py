"""One module a suite, each with `run(bench) -> SuiteResult`."""
