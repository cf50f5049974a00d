"""Runs on Apache Spark: the same screener in every worker, by the DataFrame API alone, so that Spark Connect serves too."""

from screening.runners.spark.api import screen
from screening.runners.spark.job import OnSpark, run_spark
from screening.runners.spark.session import session_at

__all__ = ["OnSpark", "run_spark", "screen", "session_at"]
