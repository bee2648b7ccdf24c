"""The use cases: map, assess, answer, compare; verification; exports; settings and assembly."""
