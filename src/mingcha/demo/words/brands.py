"""Trade names (字号) of companies and shops."""

from __future__ import annotations

from mingcha.demo.words.word_list import word_list

COMPANY_FIRST = (
    "鑫恒瑞宏华金永泰盛德兴隆裕顺祥和丰源润达嘉诚信义福荣昌明旭晟博创腾飞云海天同聚汇众亿佳康宁安"
)
COMPANY_SECOND = "源泰瑞达盛通和昌隆兴丰顺祥润诚信华安宁康辉腾宇航远鼎洋晟泽邦利成旺茂春林川合力"

GENERAL = word_list("""
    好运来 家家乐 百姓 福满多 一品香 好邻居 惠民 万家 顺心 如意 诚信 便民
    小天鹅 新时代 大众 乐多佳 喜洋洋 金太阳 四季 聚缘 东方 红星 阳光 美佳
    丽人 天天 鸿运 吉祥 幸福 快乐 绿源 农家 乡里乡亲 老地方 老街坊 香满园
    味之源 食为先 桥头 十里香 福临门 聚友 兄弟 姐妹 缘来 客满楼 春光 百顺
    恒久 大自然 小时光 遇见 初见 禾田 半亩 城南 城北 西关 东关 北大街 三里
    拾光 星期八 梦缘 佳缘 宏图 双喜 五洲 七彩 九鼎 万福 千里香 百味 一家人
    清水湾 小河边 柳岸 石桥头 南门口 沙河
""")

SCHOOL = word_list("""
    育才 启明 小太阳 金摇篮 博雅 新星 阳光 未来 蓝天 希望 智慧树 金色童年
    向日葵 小博士 春蕾 晨曦 红缨 知行 弘毅 致远 明德 学优 飞翔 树人 求实
    新思维 童心 七色花 苗苗 起点 小天使 爱心 英才
""")

LEISURE = word_list("""
    星空 飞宇 极速 新浪潮 北极星 金色年华 天籁 夜色 好声音 零点 蓝月亮 银河
    风云 时空 魔方 水云间 碧海 皇冠 大浪淘 逸品 清韵 活力 动感 炫彩 光影
    时代 欢乐 乐动 天阶 云顶
""")

LODGING = word_list("""
    好梦缘 悦来 顺风 平安 温馨 君悦 如春 迎宾 天鹅 福来 兴隆 友谊 金桥 假日
    华美 月亮湾 龙泉 交通 站前 客来 宜居 家和 望川 云舍 山水 归园 溪畔 竹里
""")

SHOP_BRANDS = {"general": GENERAL, "school": SCHOOL, "leisure": LEISURE, "lodging": LODGING}
