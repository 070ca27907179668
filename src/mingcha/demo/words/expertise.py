"""Fields of expertise (业务专长) of inspectors: code as in a draw's plan, and the word on lists."""

from __future__ import annotations

EXPERTISE = {
    "food": "食品安全",
    "drug": "药品医疗器械",
    "special-equipment": "特种设备",
    "metrology": "计量",
    "quality": "产品质量",
    "price": "价格监管",
    "advertising": "广告监管",
    "credit": "信用监管",
    "fire": "消防监督",
    "air": "大气环境",
    "water": "水环境",
    "waste": "固体废物",
    "culture": "文化市场",
    "tourism": "旅游市场",
    "chemicals": "危险化学品",
    "industry-safety": "工贸安全",
    "training": "校外培训",
    "health": "卫生监督",
}
