import time
from threading import Event

from domain.errors import StoreError
from domain.ports import Progress
from review.jobs import Job, Jobs


def ended(jobs: Jobs, key: str) -> Job:
    for _ in range(500):
        if (job := jobs.take_ended(key)) is not None:
            return job
        time.sleep(0.01)
    raise AssertionError("the job did not end")


def test_one_job_a_key_and_its_progress() -> None:
    jobs, go_on, begun = Jobs(), Event(), Event()

    def work(tell: Progress) -> None:
        tell(1, 4, "a page")
        begun.set()
        go_on.wait(5)

    assert jobs.start("a", "Reading", work)
    assert begun.wait(5)
    assert not jobs.start("a", "Reading", work)
    running = jobs.running("a")
    assert running is not None
    assert (running.share, running.step) == (0.25, "a page")
    go_on.set()
    assert not ended(jobs, "a").error
    assert jobs.running("a") is None
    assert jobs.take_ended("a") is None


def test_an_error_of_citemark_is_told_in_its_words() -> None:
    jobs = Jobs()

    def work(_tell: Progress) -> None:
        raise StoreError("the disk is full")

    jobs.start("a", "Reading", work)
    assert ended(jobs, "a").error == "the disk is full"


def test_any_other_error_is_told_without_its_words() -> None:
    jobs = Jobs()

    def work(_tell: Progress) -> None:
        raise ValueError("secret")

    jobs.start("a", "Reading", work)
    told = ended(jobs, "a").error
    assert told
    assert "secret" not in told


def test_cancelled_work_ends_at_its_next_step_without_an_error() -> None:
    jobs, go_on, begun, steps = Jobs(), Event(), Event(), []

    def work(tell: Progress) -> None:
        tell(0, 2, "one")
        begun.set()
        go_on.wait(5)
        tell(1, 2, "two")
        steps.append("after")

    jobs.start("a", "Reading", work)
    assert begun.wait(5)
    jobs.cancel("a")
    go_on.set()
    job = ended(jobs, "a")
    assert job.cancelled
    assert not job.error
    assert not steps
