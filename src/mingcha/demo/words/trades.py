"""The trades of a county: what there is, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """A class of GB/T 4754-2017.

    ``weight``: its objects among a thousand. ``body``: per cent of companies among them, the rest
    being self-employed; or ``school``, ``cooperative``. ``fire_percent`` of them stand on the
    fire brigade's list, as ``fire_use``. ``brand`` names its list of trade names.
    """

    code: str
    name: str
    weight: int
    body: str
    fire_use: str
    fire_percent: int
    brand: str


_TABLE = """
6210 正餐服务 74 9 餐饮场所 72 general
6220 快餐服务 44 6 餐饮场所 70 general
6291 小吃服务 38 1 餐饮场所 60 general
6239 其他饮料及冷饮服务 14 3 餐饮场所 30 general
5212 超级市场零售 38 14 商场市场 74 general
5213 便利店零售 62 4 商场市场 42 general
5223 果品、蔬菜零售 30 4 商场市场 26 general
5224 肉、禽、蛋、奶及水产品零售 20 4 - 0 general
5226 酒、饮料及茶叶零售 17 22 - 0 general
5222 糕点、面包零售 14 8 餐饮场所 22 general
5232 服装零售 40 4 商场市场 28 general
5234 化妆品及卫生用品零售 15 9 - 0 general
5239 其他日用品零售 29 8 商场市场 16 general
5281 五金零售 26 14 - 0 general
5274 通信设备零售 13 15 - 0 general
5283 家具零售 13 22 商场市场 62 general
5263 汽车零配件零售 11 30 - 0 general
5251 西药零售 30 46 - 0 general
5254 医疗用品及器材零售 7 66 - 0 general
8425 门诊部（所） 11 12 医院养老机构 36 general
8514 老年人、残疾人养护服务 3 64 医院养老机构 100 general
5265 机动车燃油零售 10 100 易燃易爆场所 100 general
4511 天然气生产和供应业 3 100 易燃易爆场所 100 general
5942 危险化学品仓储 2 100 易燃易爆场所 100 general
5169 其他化工产品批发 5 90 易燃易爆场所 80 general
8399 其他未列明教育 10 88 学校幼儿园 82 school
8393 文化艺术培训 9 76 学校幼儿园 74 school
8391 职业技能培训 5 96 学校幼儿园 66 school
9013 网吧活动 9 14 公共娱乐场所 100 leisure
9011 歌舞厅娱乐活动 6 34 公共娱乐场所 100 leisure
8760 电影放映 1 100 公共娱乐场所 100 leisure
8930 健身休闲活动 7 32 公共娱乐场所 72 leisure
8051 洗浴服务 7 22 公共娱乐场所 86 leisure
6121 经济型连锁酒店 7 72 宾馆饭店 100 lodging
6129 其他一般旅馆 13 5 宾馆饭店 96 lodging
7291 旅行社及相关服务 3 94 - 0 general
8040 理发及美容服务 50 4 公共娱乐场所 26 general
8111 汽车修理与维护 28 18 生产加工场所 32 general
7020 物业管理 7 100 高层公共建筑 46 general
7030 房地产中介服务 8 52 - 0 general
5431 普通货物道路运输 36 66 仓储物流场所 34 general
7519 其他技术推广服务 16 94 - 0 general
5191 再生物资回收与批发 12 40 仓储物流场所 62 general
5165 建材批发 38 50 商场市场 24 general
5166 化肥批发 15 28 - 0 general
5112 种子批发 6 50 - 0 general
5199 其他未列明批发业 42 90 - 0 general
1411 糕点、面包制造 7 62 生产加工场所 76 general
1399 其他未列明农副食品加工 9 60 生产加工场所 62 general
1353 肉制品及副产品加工 4 82 生产加工场所 80 general
2110 木质家具制造 12 58 生产加工场所 92 general
3311 金属结构制造 13 72 生产加工场所 66 general
3484 机械零部件加工 15 76 生产加工场所 68 general
2922 塑料板、管、型材制造 7 82 生产加工场所 92 general
1819 其他机织服装制造 9 60 生产加工场所 94 general
3021 水泥制品制造 5 80 生产加工场所 46 general
2319 包装装潢及其他印刷 4 72 生产加工场所 82 general
4999 其他建筑安装 21 90 - 0 general
8310 学前教育 8 school 学校幼儿园 100 school
0119 其他谷物种植 12 cooperative - 0 general
0141 蔬菜种植 10 cooperative - 0 general
0313 猪的饲养 5 cooperative - 0 general
0321 鸡的饲养 4 cooperative - 0 general
"""


def _trade(line: str) -> Trade:
    code, name, weight, body, fire_use, fire_percent, brand = line.split()
    return Trade(code, name, int(weight), body, fire_use, int(fire_percent), brand)


TRADES = tuple(map(_trade, _TABLE.strip().splitlines()))
