"""What the doors themselves refuse, as errors a person can act on."""

from __future__ import annotations

import errno

from plans.errors import PlanError

_REASONS = {
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết dung lượng được cấp",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EISDIR: "đây là thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EIO: "thiết bị hỏng",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Vietnamese where the reason is a common one."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


class BadUsage(PlanError):
    """A command that cannot be carried out as it was written."""

    kind = "usage"
    exit_status = 2


class Stopped(PlanError):
    """Work the person interrupted; the message says what is kept."""

    kind = "stopped"
    exit_status = 130
