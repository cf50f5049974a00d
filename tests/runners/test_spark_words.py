"""What Spark says of a failure is told in a line; neither Spark nor Java is needed for that."""

from screening.runners.spark.job import failed
from screening.runners.spark.session import first_line

FROM_A_WORKER = """An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "worker.py", line 4207, in invoke_udf
    func, profiler, deserializer, serializer = read_udfs(
                                               ^^^^^^^^^^
  File "serializers.py", line 483, in loads
    return cloudpickle.loads(obj, encoding=encoding)
{}

"""


def test_an_error_of_java_is_told_without_the_names_of_its_classes() -> None:
    error = OSError("java.io.IOException: java.net.ConnectException: nobody answers\n\tat java.base/java.net")

    assert first_line(error) == "nobody answers"


def test_an_error_of_a_worker_is_told_without_what_it_may_quote() -> None:
    error = OSError(FROM_A_WORKER.format("ValueError: not a number: 'Igor Sechin'"))

    assert first_line(error) == "ValueError in a worker"


def test_an_error_that_says_nothing_is_told_by_its_name() -> None:
    assert first_line(OSError()) == "OSError"


def test_a_worker_without_the_program_is_told_to_get_it() -> None:
    error = OSError(FROM_A_WORKER.format("ModuleNotFoundError: No module named 'screening.runners'"))

    told = failed(error)

    assert "No module named 'screening.runners'" in str(told)
    assert 'pip install "sanctions-screening[spark]"' in str(told)
    assert "nothing was published" in str(told)
