"""Small Roman numerals as pinpoints write them."""

_TENS = ("", "x", "xx", "xxx")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_VALUES = {"i": 1, "v": 5, "x": 10}


def small_roman(number: int) -> str:
    """The numeral of a number from 1 to 39."""
    return _TENS[number // 10] + _ONES[number % 10]


def roman_value(name: str) -> int:
    """The value of a Roman numeral such as `xiv`, of capitals too."""
    values = [_VALUES[letter] for letter in name.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
