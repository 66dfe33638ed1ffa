"""Kinds of work by the words a task begins with."""

from __future__ import annotations

import pytest

from retrieval.work import OTHER, kind_of, speaks_of


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("Chủ trì, phối hợp với Sở Tài chính tham mưu đề án nước sạch", "Tham mưu, xây dựng văn bản"),
        ("Tuyên truyền, hướng dẫn người dân ngâm hạt giống", "Tuyên truyền, vận động"),
        ("Tập huấn cho thú y viên về tiêm phòng", "Hướng dẫn, tập huấn"),
        ("Tuần tra ban đêm; báo cáo hằng tuần", "Kiểm tra, giám sát, xử lý"),
        ("Cân đối ngân sách mua vắc xin", "Kinh phí, nguồn lực"),
        ("Là cơ quan thường trực của Ban Chỉ đạo", "Theo dõi, tổng hợp, báo cáo"),
        ("Dọn đường băng cản lửa", OTHER),
    ],
)
def test_a_task_is_of_the_kind_it_begins_with(task, kind):
    assert kind_of(task) == kind


def test_a_task_speaks_of_every_kind_of_work_it_names():
    task = "Tuần tra ban đêm; báo cáo hằng tuần"
    assert speaks_of(task, "Theo dõi, tổng hợp, báo cáo")
    assert not speaks_of(task, "Kinh phí, nguồn lực")
