import pytest

from ingest.load import parse


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("I. MỘT\nII. HAI\nII. BA\n", "lặp lại: “II.” rồi “II.” (BA)"),
        ("1. Một\n2. Hai\n1. Ba\n", "lùi lại: “2.” rồi “1.”"),
        ("1. Một\n2. Hai\n4. Bốn\n", "nhảy số: “2.” rồi “4.”"),
        ("I. MỘT\n1.1. Lẻ\n1.3. Lẻ nữa\n", "nhảy số: “1.1.” rồi “1.3.”"),
        ("IX. CHÍN\nXI. MƯỜI MỘT\n", "nhảy số"),
    ],
)
def test_a_fault_in_the_numbers_is_pointed_out(text: str, fault: str) -> None:
    assert any(fault in warning for warning in parse(text, "a.txt").warnings)


@pytest.mark.parametrize(
    "text",
    [
        "III. BA\nIV. BỐN\nV. NĂM\n",
        "II. HAI\nIII. BA\n",
        "d) Một\ne) Hai\ng) Ba\n",
        "VIII. TÁM\nIX. CHÍN\nX. MƯỜI\n",
        "1. Một\nA. KHÁC\n2. Hai\n",
        "Điều 9. Một\nĐiều 10. Hai\n",
    ],
)
def test_numbers_in_order_and_skipped_letters_are_no_fault(text: str) -> None:
    assert not any("Số mục" in warning for warning in parse(text, "a.txt").warnings)
