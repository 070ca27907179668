"""Surnames and given characters; every name put together from them is made up."""

from __future__ import annotations

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
COMMON_SURNAMES = "王李张刘陈杨赵高马郭孙韩宋"

WOMEN_GIVEN = "芳敏静丽艳娟霞英华玉萍红玲芬燕彩春菊洁梅琳素云雪香月莺媛佳琼勤珍贞莉晨欣悦颖"
MEN_GIVEN = "伟强磊军洋勇杰涛明超刚志鹏飞宇浩轩博文思远坚立诚海峰山岩旭东建宁振国庆辉亮斌凯"
