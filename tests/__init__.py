"""mailbot's tests: they mirror the package; `story/` has whole journeys, `corpus/` the sample mail."""
