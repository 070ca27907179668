"""Headings of personal data, which registers for the draw have no use for and never read."""

from __future__ import annotations

from mingcha.core.intake.columns import headings

PERSONAL = headings(
    """
    身份证号 身份证号码 身份证 公民身份号码 证件类型 手机号 手机号码 手机 电话 联系电话 办公电话
    移动电话 联系方式 联系人 联络员 法定代表人 法人代表 法人 法定代表人姓名 负责人 投资人 经营者
    经营者姓名 性别 出生日期 出生年月 民族 邮箱 电子邮箱 照片 政治面貌 籍贯
    """
)

SERIAL = headings("序号 编号 行号 NO NO. 顺序号")
