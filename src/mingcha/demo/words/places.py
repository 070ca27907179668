"""Streets, estates and villages of the demonstration county."""

from __future__ import annotations

from mingcha.demo.words.word_list import word_list

STREETS = word_list("""
    人民路 建设街 新华路 解放街 中兴大街 文化路 府前街 澄阳大道 迎宾路 学府街
    北环路 南环路 东风街 光明路 和平街 朝阳路 育才街 幸福路 长安路 滨河路
    车站街 商贸街 工农路 胜利街
""")

ESTATES = word_list("""
    福源小区 金水湾小区 阳光花园 书香苑 锦绣家园 滨河小区 惠民小区 丽景新城
    翰林苑 御景园 东城国际 世纪花园
""")

MARKETS = word_list("""
    城关农贸市场 惠友商城 北关建材市场 东环汽配城 澄阳商贸城 南关集贸市场
""")

ZONE_ROADS = word_list("""
    经一路 经三路 经五路 纬一路 纬二路 纬三路 创业大街 兴业街
""")

VILLAGES = word_list("""
    东刘庄 西刘庄 大王村 小王村 北张庄 南张庄 前营 后营 赵家庄 马家洼 李家疃
    西河头 东河头 新庄 杨树湾 三合村 河沿 楼底 双庙 上坡 下坡 窑上 大沟 小沟
    沙窝 苏家屯 周家寨 孙家堡 高家庄 郭村 东郭村 西郭村 何家营 韩家峪 康庄
    董村 崔家庄 田家湾 郝庄 侯村 段庄 三里铺 五里桥 八里庄 十里堡 井台 槐树底
    枣林 梨园 桃花沟 上庄 泉头 下庄 堤口 龙王庙 关帝庙 魏村 任家庄 贾村
    秦家庄
""")
